/**
 * tailwind-merge for what callers bend on a primitive: place, size, space, text, box. Its default list of every
 * utility there is weighs 6 kB more on each page. A utility that no group here names is simply kept.
 */
import { createTailwindMerge, validators } from "tailwind-merge";

const any = [validators.isAny];
/** "text-" stands for a size, an alignment or a colour; what is neither of the first two is a colour. */
const TEXT_SIZES = ["2xs", "xs", "sm", "base", "lg", "xl", "figure", validators.isArbitraryLength];
const BORDER_WIDTHS = ["", "0", "2", "4", validators.isArbitraryLength];
const SIDES = ["t", "r", "b", "l"];
const EDGES = ["x", "y", ...SIDES];
const CORNERS = [...SIDES, "tl", "tr", "bl", "br"];

/** `p`, `px` … `pl` each as its own group, and which the wider ones make void. */
const sided = (name: string) => [name, ...EDGES.map((edge) => name + edge)];
const groups = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, [{ [name]: any }]]));
const voids = (name: string) => ({
  [name]: sided(name).slice(1),
  [`${name}x`]: [`${name}r`, `${name}l`],
  [`${name}y`]: [`${name}t`, `${name}b`],
});

export const mergeClasses = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: ["block", "inline-block", "inline", "flex", "inline-flex", "grid", "inline-grid", "contents", "hidden"],
    position: ["static", "relative", "absolute", "fixed", "sticky"],
    ...groups(["inset", "inset-x", "inset-y", "top", "right", "bottom", "left", "z"]),
    ...groups(["size", "w", "h", "min-w", "min-h", "max-w", "max-h", "gap", "gap-x", "gap-y"]),
    ...groups([...sided("p"), ...sided("m")]),
    ...groups([
      "grid-cols",
      "grid-rows",
      "col",
      "col-start",
      "col-end",
      "row",
      "row-start",
      "row-end",
      "order",
      "items",
      "justify-items",
      "self",
      "justify-self",
    ]),
    "flex-direction": [{ flex: ["row", "col", "row-reverse", "col-reverse"] }],
    "flex-wrap": [{ flex: ["wrap", "nowrap"] }],
    flex: [{ flex: any }],
    justify: [{ justify: ["start", "end", "center", "between", "around", "stretch"] }],
    "text-size": [{ text: TEXT_SIZES }],
    "text-align": [{ text: ["left", "center", "right"] }],
    "text-wrap": [{ text: ["wrap", "nowrap", "balance", "pretty"] }],
    "text-overflow": ["truncate", { text: ["ellipsis", "clip"] }],
    "text-color": [{ text: any }],
    "font-family": [{ font: ["sans", "mono"] }],
    "font-weight": [{ font: any }],
    ...groups([
      "leading",
      "tracking",
      "whitespace",
      "overflow",
      "overflow-x",
      "overflow-y",
      "opacity",
      "cursor",
      "animate",
      "shadow",
    ]),
    underline: ["underline", "no-underline"],
    "background-image": [{ bg: [validators.isArbitraryImage, validators.isArbitraryVariableImage] }],
    "background-size": [{ "bg-size": any }],
    "background-position": [{ "bg-position": any }],
    "background-repeat": [{ bg: ["repeat", "no-repeat"] }],
    background: [{ bg: any }],
    "border-collapse": [{ border: ["collapse", "separate"] }],
    "border-style": [{ border: ["solid", "dashed", "dotted", "none"] }],
    "border-width": [{ border: BORDER_WIDTHS }],
    ...Object.fromEntries(
      EDGES.map((edge) => [`border-width-${edge}`, [`border-${edge}`, { [`border-${edge}`]: BORDER_WIDTHS }]]),
    ),
    ...Object.fromEntries(EDGES.map((edge) => [`border-color-${edge}`, [{ [`border-${edge}`]: any }]])),
    "border-color": [{ border: any }],
    ...groups(CORNERS.map((corner) => `rounded-${corner}`)),
    rounded: ["rounded", { rounded: any }],
    "inset-ring": ["inset-ring"],
    "inset-ring-color": [{ "inset-ring": any }],
  },
  conflictingClassGroups: {
    ...voids("p"),
    ...voids("m"),
    inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
    "inset-x": ["right", "left"],
    "inset-y": ["top", "bottom"],
    size: ["w", "h"],
    gap: ["gap-x", "gap-y"],
    overflow: ["overflow-x", "overflow-y"],
    rounded: CORNERS.map((corner) => `rounded-${corner}`),
    "border-width": EDGES.map((edge) => `border-width-${edge}`),
    "border-color": EDGES.map((edge) => `border-color-${edge}`),
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ["*", "**", "before", "after", "backdrop", "placeholder"],
}));
