/** Texts as merchants write them: in many scripts, with HTML, quotes, line breaks and half-known entities. */

const WORDS = {
  english:
    "the of hand made oak table cotton shirt blue warm winter size care wash soft light gift",
  french: "la d’été à l’ancienne forêt élégant très façon œuvre naïve déjà où garçon château",
  german: "für Größe Straße schön Übergang weiß ärmellos Kissenbezug handgefertigt Rückgaberecht",
  polish: "żółć łódź świeży ręcznie źródło mąka kość wełna dąb",
  greek: "χειροποίητο ξύλο βαμβακερό καλοκαίρι δώρο ποιότητα",
  russian: "ручная работа хлопок дерево подарок зимний тёплый размер",
  arabic: "صناعة يدوية قطن خشب هدية شتاء مقاس",
  japanese: "手作り 木製 綿 冬 贈り物 サイズ 暖かい",
  thai: "ทำด้วยมือ ไม้ ผ้าฝ้าย ของขวัญ",
  symbols: "☕️ 🎁 👩‍👧 𝒳 № ½ € ™ … « » “quoted”",
};
const SCRIPTS = Object.keys(WORDS);

/** What a parser must leave alone within CDATA, or escape in JSON. */
const ODD = [
  "&amp;",
  "&nbsp;",
  "&eacute;",
  "&#8217;",
  "&lt;b&gt;",
  "&",
  "a < b",
  '"double"',
  "it's",
  "C:\\temp",
  "tab\there",
  "]] >",
  "\u2028",
  "50 %",
];

/** One way to write, drawn once for a list: which scripts, how long, how odd. */
export function writerOf(draws) {
  const scripts = Array.from({ length: draws.between(1, 3) }, () => draws.pick(SCRIPTS));
  const style = {
    isPlain: draws.chance(0.25),
    oddness: draws.pick([0, 0.01, 0.05, 0.2]),
    html: draws.size(80, 2_500),
    empty: draws.pick([0.1, 0.4, 0.7]),
  };
  const words = (style.isPlain ? ["english"] : scripts).map((script) => WORDS[script].split(" "));
  const word = () =>
    !style.isPlain && draws.chance(style.oddness) ? draws.pick(ODD) : draws.pick(draws.pick(words));
  const sentence = (length) => {
    let text = word();
    while (text.length < length) text += ` ${word()}`;
    return text;
  };
  const html = () => {
    const length = draws.size(40, style.html);
    let text = "";
    while (text.length < length) {
      const tag = draws.pick(["p", "li", "h3", 'p class="lead"', 'a href="/a?b=1&amp;c=2"']);
      text += `<${tag}>${sentence(draws.between(20, 160))}</${tag.split(" ")[0]}>\n`;
    }
    return text;
  };
  return {
    text: () => (draws.chance(style.empty) ? "" : sentence(draws.size(3, 60))),
    html: () => (draws.chance(style.empty / 2) ? "" : html()),
    code: () => (draws.chance(style.empty) ? "" : code(draws)),
    told: `${style.isPlain ? "ASCII" : [...new Set(scripts)].join(", ")}; odd ${style.oddness}, empty ${style.empty}, HTML up to ${style.html}`,
  };
}

function code(draws) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  return Array.from({ length: draws.between(4, 18) }, () => draws.pick(letters)).join("");
}
