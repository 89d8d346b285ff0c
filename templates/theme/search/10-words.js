// Words as the index has them: small letters without accents, pairs of neighbours where a script writes no spaces.
const { $, element, load, has, words } = scaffold;

const fold = text => text
  .replace(/[\u0080-\u1fff]+/g, run => run.normalize("NFD").replace(/[\u0300-\u036f]/g, ""))
  .toLowerCase().replaceAll("ς", "σ");
const ideographs = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
const isIdeographic = new RegExp(`[${ideographs}]`, "u");
const tokens = new RegExp(`[${ideographs}]+|(?:(?![${ideographs}])[\\p{L}\\p{N}\\p{M}]|(?<=\\d)\\.(?=\\d))+`, "gu");

const pairs = run => {
  const signs = [...run];
  return signs.length < 2 ? signs : signs.slice(1).map((sign, place) => signs[place] + sign);
};
const cut = text => (fold(text).match(tokens) ?? []).flatMap(token => isIdeographic.test(token) ? pairs(token) : [token]);

// The order of the index: by scalars, as UTF-8 has it.
const before = (a, b) => {
  if (!/[\ud800-\udfff]/.test(a + b)) return a < b;
  const [x, y] = [[...a], [...b]];
  for (let place = 0; place < Math.min(x.length, y.length); place++) {
    if (x[place] !== y[place]) return x[place].codePointAt(0) < y[place].codePointAt(0);
  }
  return x.length < y.length;
};
