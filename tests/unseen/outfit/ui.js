// The shop's little component library: what stands on every page.
import { nextTick, reactive } from "vue";

export const flaw = (name) => window.FLAW === name;
export const money = (n) => "£" + n.toFixed(2);
export const later = (ms) => new Promise((done) => setTimeout(done, ms));

export async function api(path, sent) {
  const answer = await fetch("/api/" + path, sent && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(sent),
  });
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error("HTTP " + answer.status), { body });
  return body;
}

export const toasts = reactive([]);
export function toast(text, kind = "info", stays = 4000) {
  const one = reactive({ text, kind, id: Math.random() });
  toasts.push(one);
  setTimeout(() => toasts.splice(toasts.indexOf(one), 1), stays);
}

let ids = 0;

export const USelect = {
  props: ["label", "options", "modelValue"],
  emits: ["update:modelValue"],
  data: () => ({ open: false, at: 0, id: "us" + ++ids }),
  computed: {
    shown() { return this.options.find((o) => o.value === this.modelValue)?.text ?? "Please choose"; },
  },
  methods: {
    async toggle() {
      this.open = !this.open;
      this.at = Math.max(0, this.options.findIndex((o) => o.value === this.modelValue));
      await nextTick();
      if (this.open) this.$refs.list.focus();
    },
    pick(o) {
      this.open = false;
      this.$emit("update:modelValue", o.value);
      this.$refs.button.focus();
    },
    key(e) {
      if (e.key === "ArrowDown") this.at = Math.min(this.at + 1, this.options.length - 1);
      else if (e.key === "ArrowUp") this.at = Math.max(this.at - 1, 0);
      else if (e.key === "Enter" || e.key === " ") this.pick(this.options[this.at]);
      else if (e.key === "Escape") { this.open = false; this.$refs.button.focus(); }
      else return;
      e.preventDefault();
    },
    away(e) { if (!this.$el.contains(e.relatedTarget)) this.open = false; },
  },
  template: `<div class="u-select"><span :id="id + 'l'" class="u-label">{{ label }}</span>
    <button type="button" ref="button" class="u-select-button" aria-haspopup="listbox" :aria-expanded="open"
      :aria-labelledby="id + 'l ' + id + 'v'" @click="toggle"><span :id="id + 'v'">{{ shown }}</span> <i class="chev" aria-hidden="true"></i></button>
    <ul v-if="open" ref="list" role="listbox" tabindex="-1" :aria-activedescendant="id + 'o' + at" @keydown="key" @focusout="away">
      <li v-for="(o, i) in options" role="option" :id="id + 'o' + i" :class="{ at: i === at }"
        :aria-selected="o.value === modelValue" @mousedown.prevent @click="pick(o)">{{ o.text }}</li>
    </ul></div>`,
};

export const UCheck = {
  props: ["modelValue"],
  emits: ["update:modelValue"],
  template: `<label class="u-check"><input type="checkbox" :checked="modelValue" @change="$emit('update:modelValue', $event.target.checked)">
    <span class="box" aria-hidden="true"></span><span><slot></slot></span></label>`,
};

export const UButton = {
  props: ["busy", "disabled"],
  template: `<button type="button" class="u-btn" :aria-busy="busy || null" :disabled="disabled"><slot></slot><i v-if="busy" class="spin" aria-hidden="true"></i></button>`,
};

export const UField = {
  props: ["label", "modelValue", "error", "hint", "type", "auto", "mode"],
  emits: ["update:modelValue", "blur"],
  data: () => ({ id: "uf" + ++ids }),
  template: `<div class="u-field" :class="{ bad: error }"><label :for="id">{{ label }}</label>
    <input :id="id" :type="type || 'text'" :autocomplete="auto" :inputmode="mode" :value="modelValue" :aria-invalid="!!error"
      :aria-describedby="error ? id + 'e' : hint ? id + 'h' : null"
      @input="$emit('update:modelValue', $event.target.value)" @blur="$emit('blur')">
    <p v-if="error" class="u-error" :id="id + 'e'">{{ error }}</p><p v-else-if="hint" class="u-hint" :id="id + 'h'">{{ hint }}</p></div>`,
};

export const UDialog = {
  props: ["title", "closable", "stuck"],
  emits: ["close"],
  mounted() {
    this.before = document.activeElement;
    this.$refs.box.focus();
  },
  unmounted() { this.before?.focus?.(); },
  methods: {
    key(e) { if (e.key === "Escape" && this.closable !== false) this.$emit("close"); },
  },
  template: `<Teleport to="body"><div class="u-veil" :class="{ stuck }" @click.self="closable !== false && $emit('close')" @keydown="key">
    <div ref="box" class="u-dialog" role="dialog" aria-modal="true" :aria-label="title" tabindex="-1"><h2>{{ title }}</h2><slot></slot>
    <button v-if="closable !== false" type="button" class="u-close" @click="$emit('close')">Close</button></div></div></Teleport>`,
};

export const UAccordion = {
  props: ["title"],
  data: () => ({ open: false, id: "ua" + ++ids }),
  template: `<div class="u-acc"><h3><button type="button" :aria-expanded="open" :aria-controls="id" @click="open = !open">{{ title }} <i class="chev"></i></button></h3>
    <div v-show="open" :id="id" class="u-acc-body"><slot></slot></div></div>`,
};

export const UStepper = {
  props: ["modelValue", "what"],
  emits: ["update:modelValue"],
  template: `<div class="u-stepper" role="group" :aria-label="'Quantity of ' + what"><button type="button" :aria-label="'One fewer ' + what" :disabled="modelValue < 2" @click="$emit('update:modelValue', modelValue - 1)">−</button>
    <output>{{ modelValue }}</output><button type="button" :aria-label="'One more ' + what" @click="$emit('update:modelValue', modelValue + 1)">+</button></div>`,
};

// ------------------------------------------------------------ the bag

const kept = JSON.parse(sessionStorage.getItem("bag") || "null");
const given = new URLSearchParams(location.search).get("bag");
const JUMPER = { id: 1, name: "Harbour Jumper", size: "M", price: 48, qty: 1 };
const SHIRT = { id: 2, name: "Linen Shirt", size: "M", price: 39, qty: 1 };
export const bag = reactive({
  lines: kept || (given === "2" ? [JUMPER, SHIRT] : given ? [JUMPER] : []),
  delivery: Number(sessionStorage.getItem("delivery") || 4.5),
  open: false,
  settled: null,
  fee: 0,
});
export const keep = () => {
  sessionStorage.setItem("bag", JSON.stringify(bag.lines));
  sessionStorage.setItem("delivery", bag.delivery);
};
keep();
export const pieces = () => bag.lines.reduce((n, l) => n + l.qty, 0);
export const goods = () => bag.lines.reduce((n, l) => n + l.qty * l.price, 0);
export async function changed() {
  keep();
  await api("bag", { lines: bag.lines });
}

export const Summary = {
  props: ["lines"],
  computed: {
    shown() { return this.lines || bag.lines; },
    sum() { return bag.settled ?? this.shown.reduce((n, l) => n + l.qty * l.price, 0); },
    delivery: () => bag.delivery,
    fee: () => bag.fee,
  },
  methods: { money },
  template: `<section class="summary" aria-label="Summary"><slot></slot><ul class="lines" v-if="!$slots.default">
    <li v-for="l in shown"><span>{{ l.qty }} × {{ l.name }}, {{ l.size }}</span> <b class="line-price">{{ money(l.qty * l.price) }}</b></li></ul>
    <p class="row"><span>Delivery</span> <span class="sum-delivery">{{ money(delivery) }}</span></p>
    <p class="row" v-if="fee"><span>Service fee</span> <span>{{ money(fee) }}</span></p>
    <p class="row grand"><span>Total</span> <strong class="sum-total">{{ money(sum + delivery + fee) }}</strong></p></section>`,
};
