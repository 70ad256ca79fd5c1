// The questions before and after.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  for (const place of all("[data-questions]")) {
    mountQuestions({ parentElement: place.parentElement, data: JSON.parse(place.dataset.questions) });
  }
})();
