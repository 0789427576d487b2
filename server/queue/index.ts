export { enqueue } from "./enqueue";
