/** A sentence stored by a version before 0.3, shown as it was written. */
export interface EarlierText {
  kind: "text";
  text: string;
}
