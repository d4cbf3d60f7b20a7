// Bundles what runs in a page. Called by hatch_build.py; by hand: npm run build
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { minify } from "terser";

const RRWEB_FITTED = [
  // rrweb 2.1.6 takes Element for tampered with on every page, because it looks for methods among
  // the accessors; it then makes a helper iframe, in which every init script runs.
  ['Element: ["shadowRoot", "querySelector", "querySelectorAll"]', 'Element: ["shadowRoot"]'],
  // Its listeners hand what throws in them to the page.
  [
    "function on(type, fn, target = document) {",
    "function on(type, work, target = document) { const fn = (event) => { try { return work(event); } catch {} };",
  ],
];

const rrwebFitted = {
  name: "rrweb-fitted",
  setup({ onLoad }) {
    onLoad({ filter: /@rrweb[\\/]record[\\/]dist[\\/]record\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [before, after] of RRWEB_FITTED) {
        if (!contents.includes(before)) throw new Error(`${path}: is not as expected; look at build.mjs`);
        contents = contents.replace(before, after);
      }
      return { contents, loader: "js" };
    });
  },
};

const common = { bundle: true, minify: true, legalComments: "none", logLevel: "warning" };

/** Runs on shops: an old phone must still parse it. */
const inShop = {
  ...common,
  format: "iife",
  target: "es2020",
  plugins: [rrwebFitted],
  // Nothing of ours, the libraries' warnings and callbacks included, may show in a shop.
  drop: ["console"],
  inject: ["recorder/inpage/shield.ts"],
  define: { "globalThis.requestIdleCallback": "requestIdleCallback" },
};

// The driver's init script: everything in one.
await build({
  ...inShop,
  entryPoints: ["recorder/inpage/recorder.ts"],
  outfile: "recorder/inpage/dist/recorder.js",
  globalName: "kitka",
});

// For participants: the loader, which is all that an ordinary visitor gets, and what it loads. The
// first two count their bytes (tests/inpage/test_sizes.py), so that they are minified twice.
for (const [name, entry, more] of [
  ["kitka", "kitka.ts", { mangleProps: /^_[a-z]/, inject: [] }],
  ["signals", "signals.ts", { mangleProps: /^_[a-z]/, inject: [] }],
  ["notices", "noticing.ts", { mangleProps: /^_[a-z]/, inject: [] }],
  ["replay", "replaying.ts", {}],
  ["taskbar", "taskbar/index.ts", { globalName: "kitkaBar", inject: [] }],
]) {
  const source = `recorder/inpage/${entry}`;
  if (!existsSync(source)) continue;
  const outfile = `recorder/inpage/dist/${name}.js`;
  const small = "mangleProps" in more;
  const { outputFiles } = await build({ ...inShop, entryPoints: [source], outfile, write: !small, ...more });
  if (small) await writeFile(outfile, await smaller(outputFiles[0].text));
}

async function smaller(source) {
  const compress = { passes: 3, keep_fargs: false, pure_getters: true, unsafe_arrows: true, unsafe_methods: true };
  const { code } = await minify(source, { ecma: 2020, toplevel: true, compress });
  return code;
}

// The audit of a script's pages: evaluated by the driver, never loaded by a shop.
await build({
  ...inShop,
  entryPoints: ["recorder/inpage/audit/index.ts"],
  outfile: "recorder/inpage/dist/audit.js",
  globalName: "kitkaAudit",
  inject: [],
  legalComments: "inline", // axe-core's licence asks for it
});

await build({
  ...common,
  entryPoints: ["player", "charts", "report", "study", "beside"].map((name) => `analyzer/report/inpage/${name}.ts`),
  outdir: "analyzer/report/static/dist",
  format: "iife",
  target: "es2022",
});

await build({
  ...common,
  entryPoints: ["recorder/participants/inpage/participants.ts"],
  outdir: "recorder/participants/static/dist",
  format: "iife",
  target: "es2020",
});
