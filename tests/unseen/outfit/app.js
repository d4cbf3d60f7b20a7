import { createApp, nextTick } from "vue/dist/vue.esm-bundler.js";
import { createRouter, createWebHistory } from "vue-router";
import {
  Summary, UAccordion, UButton, UCheck, UDialog, UField, USelect, UStepper,
  api, bag, changed, flaw, keep, later, money, pieces, toast, toasts,
} from "./ui.js";

const Home = {
  template: `<div class="hero"><h1 tabindex="-1">New in: knitwear</h1><p>Soft things for cold mornings.</p>
    <router-link class="u-btn" to="/shop">Shop everything</router-link></div>
    <UAccordion title="How long does delivery take?"><p>Three working days, to your door.</p></UAccordion>
    <UAccordion title="Can I send things back?"><p class="returns-promise">Free returns within 30 days</p></UAccordion>`,
};

const List = {
  data: () => ({ goods: [], next: 0, loading: true, failed: false, sort: "new", knit: false, recent: false, loved: {} }),
  computed: {
    orders: () => [
      { value: "new", text: "Newest first" },
      { value: "up", text: "Price: low to high" },
      { value: "down", text: "Price: high to low" },
    ],
  },
  watch: {
    sort() { this.again(); },
    knit() { this.again(); },
  },
  mounted() {
    this.again();
    this.eye = new IntersectionObserver(([seen]) => seen.isIntersecting && !this.loading && !this.failed && this.goods.length && this.more());
    this.eye.observe(this.$refs.end);
  },
  unmounted() { this.eye.disconnect(); },
  methods: {
    money,
    async again() {
      this.goods = [];
      this.next = 0;
      await this.more();
    },
    async more() {
      if (this.next === null) return;
      this.loading = true;
      this.failed = false;
      try {
        const sort = flaw("sort-ignored") ? "new" : this.sort;
        const page = await api(`goods?from=${this.next}&sort=${sort}&knit=${this.knit ? 1 : 0}`);
        this.goods.push(...page.goods);
        this.next = page.next;
      } catch {
        this.failed = true;
      }
      this.loading = false;
    },
    near() {
      if (flaw("recent-row")) setTimeout(() => (this.recent = true), 450);
    },
    async love(g) {
      this.loved[g.id] = !this.loved[g.id];
      const kept = await api("love", { id: g.id, on: this.loved[g.id] });
      this.loved[g.id] = kept.on;
    },
  },
  template: `<h1 tabindex="-1">Everything</h1>
    <div class="tools"><USelect label="Sort by" :options="orders" v-model="sort"/><UCheck v-model="knit">Knitwear only</UCheck></div>
    <section v-if="recent" class="recent"><h2>Recently viewed</h2><router-link class="again" to="/p/18">Ankle Socks</router-link></section>
    <div class="grid"><article v-for="g in goods" :key="g.id" class="card" @mouseenter="near">
      <router-link :to="'/p/' + g.id"><img :src="'/pic/' + g.id + '.svg'" :alt="''" width="220" height="180"><h2>{{ g.name }}</h2></router-link>
      <p class="price">{{ money(g.price) }}</p><button type="button" class="heart" :aria-pressed="!!loved[g.id]" :aria-label="'Save ' + g.name" @click="love(g)">{{ loved[g.id] ? "♥" : "♡" }}</button></article>
      <div v-if="loading" v-for="n in 6" class="card bone" aria-hidden="true"></div></div>
    <div v-if="failed" class="failed" role="alert"><p>We couldn't load any more items.</p><UButton @click="more">Try again</UButton></div>
    <div ref="end" class="end"></div>`,
};

const Product = {
  data: () => ({ g: null, size: "", view: 1, zoomed: false, guide: false, busy: false, loved: false, missing: false }),
  computed: {
    sizes: () => ["S", "M", "L", "XL"].map((s) => ({ value: s, text: s })),
  },
  async mounted() {
    this.g = await api("goods/" + this.$route.params.id);
  },
  methods: {
    money,
    async put() {
      if (!this.size) {
        this.missing = true;
        return;
      }
      if (flaw("swallowed")) this.g.variants.find((v) => v.size === this.size).stock--;
      this.busy = true;
      const line = bag.lines.find((l) => l.id === this.g.id && l.size === this.size);
      if (line) line.qty++;
      else bag.lines.push({ id: this.g.id, name: this.g.name, size: this.size, price: this.g.price, qty: 1 });
      await changed();
      this.busy = false;
      toast("Added to your bag");
    },
    async love() {
      this.loved = !this.loved;
      const kept = await api("love", { id: this.g.id, on: this.loved });
      this.loved = kept.on;
    },
    guideUp() { this.guide = true; },
  },
  template: `<div v-if="!g" class="product"><div class="bone big"></div><div class="bone text"></div></div>
    <div v-else class="product"><div class="gallery"><button type="button" class="stage" aria-label="Zoom in" @click="zoomed = true"><img :src="'/pic/' + g.id + '.svg?v=' + view" :alt="g.name" width="400" height="320"></button>
      <div class="thumbs"><button v-for="n in 3" type="button" :aria-label="'Picture ' + n" :aria-current="n === view" @click="view = n"><img :src="'/pic/' + g.id + '.svg?v=' + n" alt="" width="70" height="56"></button></div></div>
    <div class="facts"><h1 tabindex="-1">{{ g.name }}</h1><p class="price">{{ money(g.price) }}</p>
      <p>Arrives <span class="eta">{{ g.eta }}</span></p><p class="returns-promise">Free returns within 30 days</p>
      <USelect label="Size" :options="sizes" v-model="size" @update:modelValue="missing = false"/><p v-if="missing" class="u-error" role="alert">Please choose a size</p>
      <button type="button" class="u-link" @click="guideUp">Size guide</button>
      <div class="buy"><UButton :busy="busy" @click="put">Add to bag</UButton><button type="button" class="heart" :aria-pressed="loved" aria-label="Save for later" @click="love">{{ loved ? "♥" : "♡" }}</button></div>
      <UAccordion title="Fabric and care"><p>Wool from Shetland. Wash by hand.</p></UAccordion><UAccordion title="Fit"><p>True to size; the model wears M.</p></UAccordion></div>
    <UDialog v-if="zoomed" :title="g.name" @close="zoomed = false"><img class="zoom" :src="'/zoom/' + g.id + '.svg?v=' + view" :alt="'Large picture of ' + g.name" width="560" height="420"></UDialog>
    <UDialog v-if="guide" title="Find your size" :stuck="${flaw("fit-guide")}" @close="guide = false"><table><tr><th>Size</th><th>Chest</th></tr><tr><td>S</td><td>92 cm</td></tr><tr><td>M</td><td>98 cm</td></tr><tr><td>L</td><td>104 cm</td></tr></table></UDialog></div>`,
};

const Orders = {
  template: `<h1 tabindex="-1">Returns</h1><p>Fill in the slip, pack it, drop it at any post office.</p><p class="returns-promise">Free returns within 30 days</p>`,
};

const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: () => ({ top: 0 }),
  routes: [
    { path: "/", component: Home },
    { path: "/shop", component: List },
    { path: "/p/:id", component: Product },
    { path: "/returns", component: Orders },
    { path: "/checkout", component: () => import("./checkout.js").then((m) => m.Checkout), children: [
      { path: "address", component: () => import("./checkout.js").then((m) => m.Address) },
      { path: "delivery", component: () => import("./checkout.js").then((m) => m.Delivery) },
      { path: "payment", component: () => import("./checkout.js").then((m) => m.Payment) },
    ] },
    { path: "/thanks", component: () => import("./checkout.js").then((m) => m.Thanks) },
  ],
});
router.afterEach(async (to, from) => {
  if (!from.matched.length) return;
  await nextTick();
  await later(50);
  document.querySelector("main h1")?.focus();
});

const Search = {
  data: () => ({ q: "", found: null, at: -1 }),
  methods: {
    typed() {
      clearTimeout(this.timer);
      if (flaw("heavy-search")) {
        const until = performance.now() + 700;
        while (performance.now() < until) JSON.stringify(this.q.repeat(50));
      }
      this.timer = setTimeout(this.look, 250);
    },
    async look() {
      this.found = this.q.length > 1 ? await api("search?q=" + encodeURIComponent(this.q)) : null;
    },
    go(g) {
      this.found = null;
      this.q = "";
      this.$router.push("/p/" + g.id);
    },
    key(e) {
      if (e.key === "ArrowDown" && this.found) this.at = Math.min(this.at + 1, this.found.length - 1);
      else if (e.key === "Enter" && this.found?.[this.at]) this.go(this.found[this.at]);
      else if (e.key === "Escape") this.found = null;
    },
  },
  template: `<div class="search" role="search"><input aria-label="Search" placeholder="Search" role="combobox" aria-autocomplete="list" :aria-expanded="!!found" v-model="q" @input="typed" @keydown="key" autocomplete="off">
    <ul v-if="found" role="listbox" aria-label="Found"><li v-for="(g, i) in found" role="option" :class="{ at: i === at }" :aria-selected="i === at" @click="go(g)">{{ g.name }}</li><li v-if="!found.length" class="none">Nothing found for “{{ q }}”</li></ul></div>`,
};

const Drawer = {
  data: () => ({ bag, stale: null }),
  methods: {
    money, pieces,
    async set(l, n) {
      if (flaw("old-summary")) sessionStorage.setItem("held", JSON.stringify(bag.lines));
      l.qty = n;
      await changed();
    },
    async drop(l) {
      if (flaw("stale-total")) bag.settled = bag.lines.reduce((n, x) => n + x.qty * x.price, 0);
      bag.lines.splice(bag.lines.indexOf(l), 1);
      toast(l.name + " removed");
      await changed();
    },
    async on() {
      bag.open = false;
      await this.$router.push("/checkout/address");
    },
    key(e) { if (e.key === "Escape") bag.open = false; },
  },
  mounted() { this.$refs.box.focus(); },
  template: `<div class="drawer-root"><div class="veil" @click="bag.open = false"></div><aside ref="box" class="drawer" role="dialog" aria-label="Your bag" tabindex="-1" @keydown="key">
    <h2>Your bag</h2><button type="button" class="u-close" aria-label="Close bag" @click="bag.open = false">×</button>
    <p v-if="!bag.lines.length">Your bag is empty.</p>
    <template v-else><Summary><ul class="lines"><li v-for="l in bag.lines" :key="l.id + l.size"><span>{{ l.name }}, {{ l.size }}</span><UStepper :what="l.name" :modelValue="l.qty" @update:modelValue="set(l, $event)"/>
      <b class="line-price">{{ money(l.qty * l.price) }}</b><button type="button" class="u-link" :aria-label="'Remove ' + l.name" @click="drop(l)">Remove</button></li></ul></Summary>
    <UButton @click="on">{{ label }}</UButton></template></aside></div>`,
  computed: { label: () => (flaw("raw-key") ? "bag.actions.proceedToCheckout" : "Checkout") },
};

const App = {
  components: { Search, Drawer },
  data: () => ({ bag, toasts, consent: !sessionStorage.getItem("consent") }),
  computed: {
    count: () => pieces(),
    paying() { return this.$route.path.startsWith("/checkout"); },
  },
  methods: {
    agree() {
      sessionStorage.setItem("consent", "1");
      this.consent = false;
    },
  },
  template: `<header><router-link to="/" class="brand">Fold &amp; Thread</router-link>
    <template v-if="!paying"><nav><router-link to="/shop">Shop</router-link> <router-link to="/returns">Returns</router-link></nav><Search/>
    <button type="button" class="bag-button" @click="bag.open = true">Bag ({{ count }})</button></template></header>
    <main><router-view/></main>
    <footer><p>Fold &amp; Thread, 3 Mill Lane, Bristol</p><p>Mon–Fri 9–5: 0117 496 0123</p></footer>
    <transition name="slide"><Drawer v-if="bag.open"/></transition>
    <div class="toasts" role="status" aria-live="polite"><div v-for="t in toasts" :key="t.id" class="toast" :class="t.kind">{{ t.text }}</div></div>
    <div v-if="consent && $route.path === '/'" class="consent" role="region" aria-label="Cookies"><p>We use cookies to keep your bag.</p><button type="button" class="u-btn" @click="agree">Fine by me</button></div>`,
};

const app = createApp(App);
for (const [name, part] of Object.entries({ Summary, UAccordion, UButton, UCheck, UDialog, UField, USelect, UStepper }))
  app.component(name, part);
app.config.errorHandler = (error) => console.error("[fold]", error);
app.use(router).mount("#app");
keep();
