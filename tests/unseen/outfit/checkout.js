// What is loaded only when somebody goes to pay.
import { Summary, api, bag, flaw, keep, later, money, toast } from "./ui.js";

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;
const kept = { email: "", name: "", country: "GB", postcode: "", street: "", town: "", phone: "", ...JSON.parse(sessionStorage.getItem("address") || "{}") };

export const Checkout = {
  components: { Summary },
  data: () => ({ bag, visit: 0 }),
  computed: {
    at() { return ["address", "delivery", "payment"].indexOf(this.$route.path.split("/")[2]); },
    lines: () => flaw("old-summary") ? JSON.parse(sessionStorage.getItem("held") || "null") : null,
    returns() { return flaw("returns-shrink") && this.at === 2 ? "Returns within 14 days, postage £3.95" : "Free returns within 30 days"; },
  },
  mounted() {
    if (flaw("old-summary")) setTimeout(() => sessionStorage.removeItem("held"), 1500);
  },
  template: `<div v-if="!bag.lines.length" class="empty"><h1 tabindex="-1">Your bag is empty</h1><p>Time to fill it!</p><router-link class="u-btn" to="/shop">Go shopping</router-link></div>
    <div v-else class="checkout"><div class="wizard"><ol class="steps"><li v-for="(s, i) in ['Address', 'Delivery', 'Payment']" :aria-current="i === at ? 'step' : null">{{ s }}</li></ol>
    <router-view :key="visit" @again="visit++"/></div>
    <aside class="side"><Summary :lines="lines"/><p class="returns-promise">{{ returns }}</p></aside></div>`,
};

export const Address = {
  emits: ["again"],
  data() {
    const empty = { email: "", name: "", country: "GB", postcode: "", street: "", town: "", phone: "" };
    return { a: flaw("back-empty") ? empty : { ...kept }, errors: {}, busy: false, looking: false, offers: null, help: false, said: "", account: false, pass: "", calling: false };
  },
  computed: {
    countries: () => [{ value: "GB", text: "United Kingdom" }, { value: "IE", text: "Ireland" }],
    jumping: () => flaw("jumping-continue"),
  },
  methods: {
    check(field) {
      const v = this.a[field].trim();
      let wrong = v ? "" : "Please fill this in";
      if (v && field === "email" && !/^\S+@\S+\.\S+$/.test(v)) wrong = "That doesn't look like an e-mail address";
      if (v && field === "postcode" && this.a.country === "GB" && !POSTCODE.test(v)) wrong = "Please enter a full UK postcode, like BS1 4DJ";
      if (v && field === "postcode" && flaw("postcode-ping-pong") && !v.includes(" ")) wrong = "Please write the postcode with a space";
      if (v && field === "phone" && flaw("phone-format") && !/^00447\d{9}$/.test(v)) wrong = "Invalid phone number";
      if (v && field === "phone" && !flaw("phone-format") && !/^[+\d][\d ]{7,}$/.test(v)) wrong = "Please enter a phone number, like 07700 900123";
      if (wrong) this.errors[field] = wrong;
      else delete this.errors[field];
      return !wrong;
    },
    mend(field) {
      const before = this.errors[field];
      if (!this.check(field)) this.errors[field] = before;
    },
    blurred(field) {
      if (field === "phone") this.calling = false;
      if (this.a[field]) this.check(field);
      if (field === "postcode" && flaw("late-lookup") && this.a.postcode) this.complete();
    },
    async complete() {
      const [first] = await api("addresses?slow=1&postcode=" + encodeURIComponent(this.a.postcode));
      this.a.street = first.street;
      this.a.town = first.town;
    },
    async find() {
      if (!this.check("postcode")) return;
      this.looking = true;
      this.offers = await api("addresses?postcode=" + encodeURIComponent(this.a.postcode));
      this.looking = false;
    },
    take(o) {
      this.a.street = o.street;
      this.a.town = o.town;
      this.offers = null;
      for (const f of ["street", "town"]) delete this.errors[f];
    },
    typing() {
      if (flaw("helper") && !this.help && this.a.name.length === 5) {
        this.help = true;
        setTimeout(() => this.$refs.help?.focus(), 30);
      }
    },
    async on() {
      const fine = Object.keys(this.a).filter((f) => f !== "country").map((f) => this.check(f)).every(Boolean);
      if (!fine) {
        await this.$nextTick();
        this.$el.parentElement.querySelector("[aria-invalid=true]")?.focus();
        return;
      }
      this.busy = true;
      try {
        const answer = await api("address", this.a);
        if (answer.next === "register") {
          this.account = true;
          this.busy = false;
          return;
        }
        Object.assign(kept, this.a);
        sessionStorage.setItem("address", JSON.stringify(kept));
        await this.$router.push("/checkout/delivery");
      } catch (refused) {
        if (flaw("slot-gone")) {
          toast("The 10 o'clock slot has just gone. Please go through your details again.", "bad", 6000);
          this.$emit("again");
        }
        for (const [field, text] of Object.entries(refused.body?.errors ?? {})) this.errors[field] = text;
      }
      this.busy = false;
    },
  },
  watch: {
    "a.name"() { this.typing(); },
    a: { deep: true, handler() { for (const f of Object.keys(this.errors)) this.mend(f); } },
  },
  template: `<section class="step"><h1 tabindex="-1">Where shall we send it?</h1>
    <UField label="E-mail" type="email" auto="email" v-model="a.email" :error="errors.email" @blur="blurred('email')"/>
    <UField label="Full name" auto="name" v-model="a.name" :error="errors.name" @blur="blurred('name')"/>
    <USelect label="Country" :options="countries" v-model="a.country"/>
    <div class="pair"><UField label="Postcode" auto="postal-code" v-model="a.postcode" :error="errors.postcode" @blur="blurred('postcode')"/><UButton :busy="looking" @click="find">Find address</UButton></div>
    <ul v-if="offers" class="offers" aria-label="Addresses"><li v-for="o in offers"><button type="button" @click="take(o)">{{ o.street }}, {{ o.town }}</button></li></ul>
    <UField label="Street" auto="address-line1" v-model="a.street" :error="errors.street" @blur="blurred('street')"/>
    <UField label="Town" auto="address-level2" v-model="a.town" :error="errors.town" @blur="blurred('town')"/>
    <div @focusin="calling = true"><UField label="Phone" type="tel" auto="tel" v-model="a.phone" :error="errors.phone" hint="Only for the driver." @blur="blurred('phone')"/>
    <p v-if="jumping && calling" class="note">The driver rings when the van is ten minutes away.<br>We never pass the number on,<br>and it is deleted after a week.</p></div>
    <UButton class="wide" :busy="busy" @click="on">Continue</UButton>
    <div v-if="help" class="helper" role="complementary" aria-label="Chat"><b>Mia from Fold &amp; Thread</b><p>Hi there! Anything I can help you with today?</p><input ref="help" v-model="said" aria-label="Message"><button type="button" class="u-link" @click="help = false">No thanks</button></div>
    <UDialog v-if="account" title="Nearly there!" :closable="false"><p>Choose a password to carry on. You'll use it to follow your parcel.</p><UField label="Password" type="password" auto="new-password" v-model="pass"/><UButton @click="account = true">Create account and carry on</UButton></UDialog></section>`,
};

export const Delivery = {
  data: () => ({ ways: null, way: "standard", busy: false, bones: true }),
  computed: { ghost: () => flaw("ghost-skeleton"), vague: () => flaw("price-later") },
  async mounted() {
    this.ways = await api("ways");
    this.bones = false;
  },
  methods: {
    money,
    pick(w) {
      this.way = w.id;
      if (this.vague) return;
      bag.delivery = w.price;
      keep();
    },
    async on() {
      this.busy = true;
      const answer = await api("way", { way: this.way });
      if (answer.bag) bag.lines = answer.bag;
      else {
        bag.delivery = this.ways.find((w) => w.id === this.way).price;
        await this.$router.push("/checkout/payment");
      }
      keep();
      this.busy = false;
    },
  },
  template: `<section class="step"><h1 tabindex="-1">How shall it come?</h1><div class="ways"><div v-if="bones" class="bone way"></div>
    <fieldset v-else><legend>Delivery</legend><label v-for="w in ways" class="way-card" :class="{ on: w.id === way }"><input type="radio" name="way" :value="w.id" :checked="w.id === way" @change="pick(w)"> {{ w.name }} <span v-if="!vague">{{ money(w.price) }}</span><span v-else>(shown at the next step)</span></label></fieldset>
    <div v-if="ghost" class="ghost" aria-hidden="true"></div></div>
    <p><router-link to="/checkout/address">Back to address</router-link></p><UButton class="wide" :busy="busy" @click="on">Continue</UButton></section>`,
};

const groups = (text, sizes, by) => {
  let rest = text.replace(/\D/g, "");
  return sizes.map((n) => { const part = rest.slice(0, n); rest = rest.slice(n); return part; }).filter(Boolean).join(by);
};

export const Payment = {
  data: () => ({ card: "", expiry: "", cvc: "", holder: "", terms: false, promo: "", promoSaid: "", trying: false, busy: false, wrong: {}, said: "" }),
  computed: {
    off: () => flaw("greyed-pay"),
    cardLength: () => (flaw("mask-short") ? 16 : 19),
  },
  mounted() {
    if (flaw("service-fee")) setTimeout(() => (bag.fee = 2.9), 900);
  },
  methods: {
    masked(field, e) {
      const shape = { card: [[4, 4, 4, 4], " "], expiry: [[2, 2], " / "], cvc: [[3], ""] }[field];
      this[field] = e.target.value = groups(e.target.value, ...shape);
    },
    async apply() {
      this.trying = true;
      try {
        await api("promo", { code: this.promo });
      } catch (refused) {
        this.promoSaid = refused.body.error;
      }
      this.trying = false;
    },
    async pay() {
      this.said = "";
      this.wrong = {};
      if (this.card.length < 19) this.wrong.card = "Card number is incomplete";
      if (this.expiry.length < 7) this.wrong.expiry = "Expiry is incomplete";
      if (this.cvc.length < 3) this.wrong.cvc = "CVC is incomplete";
      if (!this.holder) this.wrong.holder = "Name is missing";
      if (!this.terms) this.wrong.terms = "Please accept the terms to go on";
      if (Object.keys(this.wrong).length) return;
      this.busy = true;
      const answer = await api("pay", { way: "card" });
      if (answer.status === "requires_payment_method") {
        toast("Your bank didn't approve this payment. No money was taken.", "bad", 6000);
        this.busy = false;
        return;
      }
      if (flaw("timeout-lie")) {
        this.said = "Sorry, something went wrong and we couldn't place your order. Please try again.";
        this.busy = false;
        await later(3500);
      }
      bag.lines = [];
      bag.fee = 0;
      keep();
      await this.$router.push("/thanks?order=" + answer.order);
    },
  },
  template: `<section class="step"><h1 tabindex="-1">Last step: payment</h1><form novalidate @submit.prevent="pay">
    <p><label>Card number <input :value="card" inputmode="numeric" autocomplete="cc-number" :maxlength="cardLength" @input="masked('card', $event)"></label><small v-if="wrong.card">{{ wrong.card }}</small></p>
    <div class="pair"><p><label>Expiry <input :value="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="7" @input="masked('expiry', $event)"></label><small v-if="wrong.expiry">{{ wrong.expiry }}</small></p>
    <p><label>CVC <input :value="cvc" inputmode="numeric" autocomplete="cc-csc" maxlength="3" @input="masked('cvc', $event)"></label><small v-if="wrong.cvc">{{ wrong.cvc }}</small></p></div>
    <p><label>Name on card <input v-model="holder" autocomplete="cc-name"></label><small v-if="wrong.holder">{{ wrong.holder }}</small></p>
    <UAccordion title="Gift card or promo code"><p><label>Code <input v-model="promo" autocomplete="off"></label></p><UButton :busy="trying" @click="apply">Apply</UButton><small v-if="promoSaid">{{ promoSaid }}</small></UAccordion>
    <UCheck v-model="terms">I accept the terms</UCheck><small v-if="wrong.terms">{{ wrong.terms }}</small>
    <p><small v-if="said" class="said">{{ said }}</small></p>
    <a v-if="off" class="u-btn wide is-off" role="button" aria-disabled="true">Pay now</a><button v-else class="u-btn wide" :aria-busy="busy || null">Pay now<i v-if="busy" class="spin"></i></button>
    <p><router-link to="/checkout/delivery">Back to delivery</router-link></p></form></section>`,
};

export const Thanks = {
  template: `<h1 tabindex="-1">Thank you!</h1><p>Your order {{ $route.query.order }} is on its way to our packers.</p><p class="returns-promise">Free returns within 30 days</p>`,
};
