// The search through the list of studies: letters without accents, whatever their case.
(() => {
  if (window.entreCanales?.evidence) return;
  (window.entreCanales ??= {}).evidence = true;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const filter = (list) => {
    const words = plain(list.querySelector(".ec-find").value).split(/\s+/).filter(Boolean);
    const grade = list.querySelector(".ec-by-grade").value;
    const asked = words.length > 0 || grade !== "";
    let found = 0;
    for (const theme of list.querySelectorAll(".ec-theme")) {
      let here = 0;
      for (const card of theme.querySelectorAll(".ec-fact")) {
        const text = (card.words ??= plain(card.textContent));
        const fits = words.every((word) => text.includes(word)) && (!grade || card.dataset.grade === grade);
        card.hidden = !fits;
        here += fits;
      }
      theme.hidden = !here;
      theme.open = asked;
      found += here;
    }
    const { none, one, many } = list.dataset;
    const said = found ? (found === 1 ? one : many.replace("[count]", String(found))) : none;
    list.querySelector("[role=status]").textContent = asked ? said : "";
  };
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const list = event.target.closest?.(".ec-filters")?.closest(".ec-studies");
      if (list) filter(list);
    });
  }
})();
