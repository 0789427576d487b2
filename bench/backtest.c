/*
 * What `npm run bench backtest` compares with: the work of one backtest as a plain C loop, bar by bar, as one would write it
 * by hand. Rows of prices lie one after another, so a bar's ten closes share a cache line or two.
 *
 * Each bar: value of what is held; where the bar is due, the bands are checked; on a breach all weights to target, paying
 * the rate on every leg (V' = V - rate * sum |w V' - v|, Newton); value and fall from the peak are recorded.
 *
 * Reads from the file named: int64 assets, bars, schedules, runs; double rate, start; double weights[assets];
 * double closes[bars * assets]; uint8 due[schedules * bars]; then per run int32 schedule, int32 checks bands, double band.
 * Writes the seconds of all runs together (the least of the repetitions of each) and per run the final value, the deepest
 * fall and the number of rebalances.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Known when compiled, as in a loop written for the case. */
#ifndef ASSETS
#define ASSETS 10
#endif

typedef struct {
  int32_t schedule, is_banded;
  double band;
} Run;

typedef struct {
  double value, fall;
  long events;
} Result;

static int64_t bars, schedules, run_count;
static double rate, start;
static double weights[ASSETS];
static double *closes, *equity, *falls;
static uint8_t *due;

static double trade(const double *close, double *units, double value) {
  double left = value;
  for (int step = 0; step < 60; step++) {
    double traded = 0, slope = 0;
    for (int a = 0; a < ASSETS; a++) {
      double change = weights[a] * left - units[a] * close[a];
      traded += fabs(change);
      slope += change > 0 ? weights[a] : change < 0 ? -weights[a] : 0;
    }
    double next = left - (left - value + rate * traded) / (1 + rate * slope);
    int is_done = fabs(next - left) <= 1e-16 * value;
    left = next;
    if (is_done) break;
  }
  for (int a = 0; a < ASSETS; a++) units[a] = weights[a] * left / close[a];
  return left;
}

static Result simulate(Run run) {
  double units[ASSETS] = {0};
  const uint8_t *is_due = due + (int64_t)run.schedule * bars;
  double value = trade(closes, units, start);
  double peak = value, deepest = 0;
  long events = 0;
  equity[0] = value;
  falls[0] = 0;
  for (int64_t t = 1; t < bars; t++) {
    const double *close = closes + t * ASSETS;
    value = 0;
    for (int a = 0; a < ASSETS; a++) value += units[a] * close[a];
    if (is_due[t]) {
      int is_broken = !run.is_banded;
      for (int a = 0; a < ASSETS && !is_broken; a++)
        is_broken = fabs(units[a] * close[a] / value - weights[a]) > run.band + 1e-12;
      if (is_broken) {
        value = trade(close, units, value);
        events++;
      }
    }
    if (value > peak) peak = value;
    double fall = value / peak - 1;
    if (fall < deepest) deepest = fall;
    equity[t] = value;
    falls[t] = fall;
  }
  return (Result){value, deepest, events};
}

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
  return at.tv_sec + at.tv_nsec / 1e9;
}

static void need(FILE *file, void *into, size_t size, size_t count) {
  if (fread(into, size, count, file) != count) exit(2);
}

int main(int count, char **args) {
  if (count < 3) return 2;
  FILE *file = fopen(args[1], "rb");
  if (!file) return 2;
  int repetitions = atoi(args[2]);
  int64_t assets;
  need(file, &assets, 8, 1);
  need(file, &bars, 8, 1);
  need(file, &schedules, 8, 1);
  need(file, &run_count, 8, 1);
  need(file, &rate, 8, 1);
  need(file, &start, 8, 1);
  if (assets != ASSETS) return 2;
  need(file, weights, 8, ASSETS);
  closes = malloc(8 * bars * ASSETS);
  due = malloc(schedules * bars);
  equity = malloc(8 * bars);
  falls = malloc(8 * bars);
  Run *runs = malloc(sizeof(Run) * run_count);
  Result *results = malloc(sizeof(Result) * run_count);
  need(file, closes, 8, bars * ASSETS);
  need(file, due, 1, schedules * bars);
  need(file, runs, sizeof(Run), run_count);
  double *took = malloc(8 * run_count);
  double least = 0, sum = 0;
  for (int repetition = 0; repetition < repetitions; repetition++) {
    for (int64_t r = 0; r < run_count; r++) {
      double before = now();
      results[r] = simulate(runs[r]);
      double spent = now() - before;
      if (repetition == 0 || spent < took[r]) took[r] = spent;
      sum += equity[bars / 2] + falls[bars / 2];
    }
  }
  for (int64_t r = 0; r < run_count; r++) least += took[r];
  printf("%.9e %.3e\n", least, sum);
  for (int64_t r = 0; r < run_count; r++)
    printf("%.17g %.17g %ld\n", results[r].value, results[r].fall, results[r].events);
  return 0;
}
