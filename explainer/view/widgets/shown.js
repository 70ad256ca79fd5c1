// Says that the page above it is drawn.
export default function ({ data }) {
  dispatchEvent(new CustomEvent("ec-shown", { detail: data }));
}
