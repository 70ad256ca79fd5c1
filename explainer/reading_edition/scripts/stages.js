// Stages that can be played: the drawings and words of the page become what the player takes.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  for (const place of all(".ec-stage-place")) {
    for (const one of all("use", place)) {
      // A walk that is drawn elsewhere too: the player needs its own.
      const shared = document.querySelector(one.getAttribute("href"));
      if (shared?.querySelector(".ec-walk")) one.replaceWith(...shared.cloneNode(true).childNodes);
    }
    const lists = all(".ec-stage-words section", place);
    const houses = all(".ec-stage-house", place).map((house, i) => {
      const says = all("li", lists[i]).map((one) => one.textContent);
      return {
        markup: house.querySelector(".ec-stage-picture").innerHTML,
        name: house.querySelector("strong").textContent,
        told: house.querySelector("figcaption > span")?.textContent ?? "",
        says,
        short: says,
      };
    });
    const star = place.querySelector(".ec-stage-star")?.textContent ?? "";
    const words = JSON.parse(place.dataset.words);
    const name = place.dataset.name;
    mountStage({ parentElement: place.parentElement, data: { name, star, auto: false, controls: true, words, houses } });
  }
})();
