// Bundles what runs in a page. Called by hatch_build.py; by hand: npm run build
import { build } from "esbuild";
import { readFile } from "node:fs/promises";

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

await build({
  // Runs on shops: an old phone must still parse it.
  ...common,
  entryPoints: ["recorder/inpage/recorder.ts"],
  outfile: "recorder/inpage/dist/recorder.js",
  format: "iife",
  globalName: "kitka",
  target: "es2020",
  plugins: [rrwebFitted],
  // Nothing of ours, the libraries' warnings and callbacks included, may show in a shop.
  drop: ["console"],
  inject: ["recorder/inpage/shield.ts"],
  define: { "globalThis.requestIdleCallback": "requestIdleCallback" },
});

await build({
  ...common,
  entryPoints: ["player", "charts", "report"].map((name) => `analyzer/report/inpage/${name}.ts`),
  outdir: "analyzer/report/static/dist",
  format: "iife",
  target: "es2022",
});
