// Lighthouse's opinion of a page, in a Chromium of its own, as it simulates a slow phone.
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync"];

/** The scores of a page from 0 to 100, by category, and what took points from them. */
export async function lighthouseOf(program, url) {
  const browser = await puppeteer.launch({
    executablePath: program,
    args: ARGUMENTS,
    headless: true,
  });
  try {
    const port = Number(new URL(browser.wsEndpoint()).port);
    const { lhr } = await lighthouse(url, { port, output: "json", logLevel: "error" });
    const categories = Object.values(lhr.categories);
    const scores = categories.map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]);
    const weighing = categories
      .flatMap(({ auditRefs }) => auditRefs)
      .filter(({ weight }) => weight);
    const lost = weighing
      .map(({ id }) => lhr.audits[id])
      .filter(({ score }) => score !== null && score < 0.9)
      .map(
        ({ id, score, displayValue = "" }) => `${id} ${Math.round(score * 100)} ${displayValue}`,
      );
    return { scores: Object.fromEntries(scores), lost };
  } finally {
    await browser.close();
  }
}
