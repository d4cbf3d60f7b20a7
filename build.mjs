// Bundles what runs in a page. Called by hatch_build.py; by hand: npm run build
import { build } from "esbuild";
import { existsSync, readFileSync } from "node:fs";

// rrweb 2.1.6 looks for two methods of Element among its accessors, never finds them, takes every
// page for tampered with, and makes an iframe in it to get a clean prototype: 2 ms per document.
const RRWEB_TABLE = 'Element: ["shadowRoot", "querySelector", "querySelectorAll"]';
const rrwebWithoutIframe = {
  name: "rrweb-without-iframe",
  setup(build) {
    build.onLoad({ filter: /@rrweb[\\/]record[\\/]dist[\\/]record\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes(RRWEB_TABLE)) throw new Error(`${path} has changed: see build.mjs`);
      return { contents: source.replace(RRWEB_TABLE, 'Element: ["shadowRoot"]'), loader: "js" };
    });
  },
};

const common = { bundle: true, minify: true, legalComments: "none", logLevel: "warning" };

const bundles = [
  {
    // Runs on shops: an old phone must still parse it.
    entryPoints: ["recorder/inpage/recorder.ts"],
    outfile: "recorder/inpage/dist/recorder.js",
    format: "iife",
    globalName: "kitka",
    target: "es2020",
    // Nothing of ours, rrweb's warnings included, may appear in a shop's console.
    drop: ["console"],
    plugins: [rrwebWithoutIframe],
  },
  {
    entryPoints: ["analyzer/report/inpage/player.ts", "analyzer/report/inpage/charts.ts", "analyzer/report/inpage/report.ts"],
    outdir: "analyzer/report/static/dist",
    format: "iife",
    target: "es2022",
  },
];

for (const bundle of bundles) {
  bundle.entryPoints = bundle.entryPoints.filter((entry) => existsSync(entry));
  if (bundle.entryPoints.length > 0) await build({ ...common, ...bundle });
}
