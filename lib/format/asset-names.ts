/** Names people know for codes they may not: "Bitcoin" for "BTC". The list is part of the model. */
export { assetName } from "@/lib/engine/model";
