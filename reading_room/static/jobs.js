// How far a job is, every second; when it is over the page shows what came of it.
const job = document.querySelector("[data-state]");
const said = job?.querySelector("[data-said]");
const bar = job?.querySelector("progress");

async function ask() {
  try {
    const answer = await fetch(job.dataset.state, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const state = await answer.json();
      if (state.over) return location.reload();
      if (said.textContent !== state.said) said.textContent = state.said;
      if (state.total) {
        bar.max = state.total;
        bar.value = state.done;
      } else bar.removeAttribute("value");
    }
  } catch {
    // The server is away for a moment: ask again.
  }
  return setTimeout(ask, 1000);
}
if (job) setTimeout(ask, 500);
