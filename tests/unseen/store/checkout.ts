import { CurrencyPipe } from "@angular/common";
import { Component, inject } from "@angular/core";
import { AbstractControl, FormBuilder, FormsModule, ReactiveFormsModule, Validators } from "@angular/forms";
import { Router } from "@angular/router";
import { api, FLAW, NAP, Shop } from "./service";

const FIELDS = [
  ["name", "Full name", "name"], ["street", "Street address", "street-address"], ["town", "Town", "address-level2"],
  ["postcode", "Postcode", "postal-code"], ["phone", "Phone", "tel"], ["email", "Email", "email"],
];
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;

@Component({ selector: "address-page", imports: [ReactiveFormsModule], template: `
  <h1>Delivery address</h1>
  <form [formGroup]="form" (ngSubmit)="next()">
    @for (f of fields; track f[0]) { <div><label [for]="f[0]">{{ f[1] }}</label>
      <input [id]="f[0]" [formControlName]="f[0]" [attr.autocomplete]="f[2]" (input)="typed(f[0], $event)"
        [attr.aria-invalid]="wrong(f[0])" [attr.aria-describedby]="f[0] + '-e'">
      @if (wrong(f[0])) { <span class="bad" [id]="f[0] + '-e'">{{ message(f[0], f[1]) }}</span> }</div> }
    <p><label><input type="checkbox" formControlName="save"> Save my details for next time</label></p>
    <button type="submit" [disabled]="busy || blocked()">Continue to delivery @if (busy) { <i class="spin"></i> }</button>
  </form>` })
export class AddressPage {
  fields = FIELDS;
  shop = inject(Shop);
  router = inject(Router);
  busy = false;
  tried = false;
  form = inject(FormBuilder).group({
    name: ["", Validators.required], street: ["", Validators.required], town: ["", Validators.required],
    postcode: ["", {
      validators: [Validators.required, Validators.pattern(POSTCODE)],
      asyncValidators: FLAW === "blur" ? [async (c: AbstractControl) => (await NAP(900), null)] : [],
      updateOn: FLAW === "blur" ? "blur" : "change",
    }],
    phone: ["", Validators.required], email: ["", [Validators.required, Validators.email]], save: [false],
    county: ["", FLAW === "county" ? Validators.required : []],  // asked for in some countries only
  });
  get strict() { return FLAW === "grey" && !/^\+44 \d{4} \d{6}$/.test(this.form.value.phone ?? ""); }
  blocked() { return FLAW === "grey" && (this.form.invalid || this.strict); }
  wrong(name: string) { return this.tried && this.form.get(name)!.invalid; }
  message(name: string, label: string) {
    if (this.form.get(name)!.errors?.["required"]) return `${label} is required`;
    return FLAW === "loop" ? "Please enter a valid value" : `Please check your ${label.toLowerCase()}`;
  }
  typed(name: string, event: Event) {
    const box = event.target as HTMLInputElement;
    if (name === "postcode") {
      const text = FLAW === "mask" ? box.value.replace(/[^a-z0-9]/gi, "").slice(0, 6) : box.value.toUpperCase();
      if (text !== box.value) { box.value = text; this.form.get(name)!.setValue(text, { emitModelToViewChange: false }); }
    }
  }
  async next() {
    this.tried = true;
    if (FLAW === "loop" && (this.form.value.postcode ?? "").includes(" ")) {
      this.form.get("postcode")!.setErrors({ pattern: true });
      return;
    }
    if (!this.form.valid) return;
    this.busy = true;
    await api("address", this.form.value);
    this.busy = false;
    this.shop.address = this.form.value;
    this.router.navigateByUrl("/checkout/delivery");
  }
}

@Component({ selector: "register-page", imports: [FormsModule], template: `
  <h1>Create your account</h1><p>You need an account to place an order.</p>
  <form (ngSubmit)="go()"><label>Email <input type="email" name="e" [(ngModel)]="email" autocomplete="email"></label>
  <label>Choose a password <input type="password" name="p" [(ngModel)]="word" autocomplete="new-password"></label>
  <button>Create account</button></form><p>Already a customer? <a href="/account/login">Log in</a></p>` })
export class RegisterPage {
  router = inject(Router);
  email = "";
  word = "";
  async go() {
    await api("account", {});
    this.router.navigateByUrl("/checkout/address");
  }
}

@Component({ selector: "delivery-page", imports: [CurrencyPipe, FormsModule], template: `
  <h1>Delivery</h1>
  @for (w of ways; track w[0]) { <label><input type="radio" name="way" [value]="w[0]" [(ngModel)]="way" (change)="pick()">
    {{ w[1] }} {{ w[2] | currency:'GBP' }}</label> }
  <p>Delivery day: <button class="day" [attr.aria-expanded]="calendar" (click)="calendar = !calendar">{{ day ? 'May ' + day : 'Any day' }}</button></p>
  @if (calendar) { <div class="calendar" role="grid"><button aria-label="Previous month" disabled>‹</button> May
    <button aria-label="Next month">›</button><br>
    @for (d of days; track d) { <button [disabled]="d < 4" (click)="day = d; calendar = false">{{ d }}</button> }</div> }
  <div class="line"><span>Delivery</span><span class="shipping">{{ shop.shipping | currency:'GBP' }}</span></div>
  <div class="line"><b>Total</b><b class="total">{{ shop.sum() + shop.shipping | currency:'GBP' }}</b></div>
  <p><button (click)="next()" [disabled]="busy">Continue to payment @if (busy) { <i class="spin"></i> }</button></p>` })
export class DeliveryPage {
  shop = inject(Shop);
  router = inject(Router);
  ways: [string, string, number][] = [["van", "Our van", 4.5], ["post", "Parcel post", 6]];
  days = Array.from({ length: 28 }, (_, i) => i + 1);
  way = "van";
  day = 0;
  calendar = false;
  busy = false;
  pick() { this.shop.shipping = this.ways.find((w) => w[0] === this.way)![2]; }
  async next() {
    this.busy = true;
    await api("delivery", { way: this.way, day: this.day });
    this.busy = false;
    if (FLAW === "days") this.shop.days = "8–12 working days";
    this.shop.rounds += 1;
    this.router.navigateByUrl(FLAW === "again" ? "/checkout/billing" : "/checkout/payment");
  }
}

@Component({ selector: "billing-page", imports: [FormsModule], template: `
  <h1>Billing details</h1><form (ngSubmit)="go()">
  @for (f of fields; track f[0]) { <label [for]="'b-' + f[0]">{{ f[1] }}</label>
    <input [id]="'b-' + f[0]" [name]="f[0]" [(ngModel)]="values[f[0]]" [attr.autocomplete]="'billing ' + f[2]"> }
  <p><button>Save billing details</button></p></form>` })
export class BillingPage {
  fields = FIELDS;
  values: Record<string, string> = {};
  router = inject(Router);
  async go() { await api("billing", this.values); this.router.navigateByUrl("/checkout/payment"); }
}

@Component({ selector: "payment-page", imports: [CurrencyPipe, ReactiveFormsModule], template: `
  <h1>Payment</h1>
  @for (l of shop.lines; track l.id) { <div class="line"><span>{{ l.many }} × {{ l.name }}</span>
    <span class="amount">{{ l.price * l.many | currency:'GBP' }}</span></div> }
  <div class="line"><span>Delivery</span><span class="shipping">{{ shop.shipping | currency:'GBP' }}</span></div>
  <div class="line"><b>Total</b><b class="total">{{ shop.sum() + shop.shipping | currency:'GBP' }}</b></div>
  <p>Arrives in <span class="promise">{{ shop.days }}</span></p>
  <form [formGroup]="card" (ngSubmit)="pay()">
    <label for="number">Card number</label><input id="number" formControlName="number" autocomplete="cc-number"
      inputmode="numeric" (input)="group()">
    <label for="expiry">Expiry (MM/YY)</label><input id="expiry" formControlName="expiry" autocomplete="cc-exp" (input)="slash()">
    <label for="cvc">Security code</label><input id="cvc" formControlName="cvc" maxlength="4" autocomplete="cc-csc">
    @if (said) { <p role="alert" class="bad">{{ said }}</p> }
    <p><button [disabled]="busy">Pay now @if (busy) { <i class="spin"></i> }</button></p></form>` })
export class PaymentPage {
  shop = inject(Shop);
  router = inject(Router);
  card = inject(FormBuilder).group({
    number: ["", Validators.required], expiry: ["", Validators.required], cvc: ["", Validators.required],
  });
  said = "";
  busy = false;
  constructor() {
    // A guard that looks at a state which the page before has not stored yet.
    if (FLAW === "round" && this.shop.rounds < 4) {
      api("quote").then(() => this.router.navigateByUrl("/checkout/delivery"));
    }
  }
  group() {
    const digits = (this.card.value.number ?? "").replace(/\D/g, "").slice(0, 16);
    this.card.patchValue({ number: digits.replace(/(.{4})(?=.)/g, "$1 ") });
  }
  slash() {
    const digits = (this.card.value.expiry ?? "").replace(/\D/g, "").slice(0, 4);
    this.card.patchValue({ expiry: digits.length > 2 ? digits.slice(0, 2) + "/" + digits.slice(2) : digits });
  }
  async pay() {
    if (!this.card.valid) { this.said = "Please fill in your card details."; return; }
    this.said = "";
    this.busy = true;
    try {
      await api("pay", {});
      this.router.navigateByUrl("/thank-you");
    } catch (e: any) {
      this.said = e.message;
    }
    this.busy = false;
  }
}

@Component({ selector: "done-page", template: `<h1>Thank you for your order</h1><p>Order F-5120</p>` })
export class DonePage { constructor() { const shop = inject(Shop); setTimeout(() => (shop.lines = [])); } }
