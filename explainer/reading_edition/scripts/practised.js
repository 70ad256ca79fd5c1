// Practice questions one at a time; what was answered stands in the address, behind the sign "#".
(() => {
  const root = document.querySelector(".ec-practice");
  if (!root) return;
  const asked = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const setTriggerValue = (_, { answers, topic }) => {
    const begun = answers !== "none" || topic !== "all";
    const kept = begun ? `#${new URLSearchParams({ answers, topic })}` : location.pathname + location.search;
    history.replaceState(history.state, "", kept);
  };
  mountPractice({ parentElement: root.parentElement, data: asked(), setTriggerValue });
  addEventListener("hashchange", () => root.practice(asked()));
})();
