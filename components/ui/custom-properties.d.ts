/** A style may hand a class a figure of its own ("--filled"): React's types know only the properties of CSS. */
import "react";

declare module "react" {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
