// A plant shop as a single page: Angular, its router and its forms.
import "zone.js";
import "@angular/compiler";
import { CurrencyPipe } from "@angular/common";
import { Component, inject, provideZoneChangeDetection } from "@angular/core";
import { FormsModule } from "@angular/forms";
import { bootstrapApplication } from "@angular/platform-browser";
import { ActivatedRoute, provideRouter, Router, RouterLink, RouterOutlet, withInMemoryScrolling } from "@angular/router";
import { AddressPage, BillingPage, DeliveryPage, DonePage, PaymentPage, RegisterPage } from "./checkout";
import { api, FLAW, Plant, Shop } from "./service";

@Component({ selector: "home-page", imports: [RouterLink, CurrencyPipe, FormsModule], template: `
  <section class="hero"><button aria-label="Previous" (click)="n = (n + 2) % 3">‹</button><h2>{{ offers[n] }}</h2>
    <button aria-label="Next" (click)="n = (n + 1) % 3">›</button></section>
  <form class="find" role="search" (ngSubmit)="find()"><input type="search" name="q" aria-label="Search plants" [(ngModel)]="q">
    <button>Search</button></form>
  @if (searched && !plants?.length) { <p role="status">No results for “{{ searched }}”.</p> }
  <div class="plants">@if (plants) { @for (p of plants; track p.id) {
    <article><a [routerLink]="['/plant', p.id]"><img [src]="'/img/' + p.id + '.svg'" alt=""><h3>{{ p.name }}</h3></a>
      {{ p.price | currency:'GBP' }} <button class="like" [attr.aria-pressed]="liked.has(p.id)" [attr.aria-label]="'Save ' + p.name"
        (click)="like(p.id)">{{ liked.has(p.id) ? '♥' : '♡' }}</button></article>
  } } @else { @for (i of [1, 2, 3]; track i) { <article class="bones"></article> } }</div>` })
class HomePage {
  offers = ["Spring is here", "Free pots this week", "Ask our gardeners"];
  n = 0;
  q = "";
  searched = "";
  plants: Plant[] | null = null;
  liked = new Set<number>();
  timer = setInterval(() => (this.n = (this.n + 1) % 3), 3000);
  constructor() { api("plants").then((p) => (this.plants = p)); }
  ngOnDestroy() { clearInterval(this.timer); }
  async find() {
    this.plants = null;
    this.plants = await api("plants?q=" + encodeURIComponent(this.q));
    this.searched = this.q;
  }
  like(id: number) {
    this.liked.has(id) ? this.liked.delete(id) : this.liked.add(id);
    api("like", { id });
  }
}

@Component({ selector: "plant-page", imports: [CurrencyPipe, RouterLink], template: `
  @if (plant) {
    <h1>{{ plant.name }}</h1><img class="big" [src]="'/img/' + plant.id + '.svg'" [alt]="plant.name">
    <p><b>{{ plant.price | currency:'GBP' }}</b></p>
    <p>Delivery in <span class="promise">{{ shop.days }}</span></p>
    <p>Pot: <span class="pot">{{ pot }}</span></p>
    <div class="stepper"><button [disabled]="many < 2" aria-label="Fewer" (click)="many = many - 1">−</button>
      <output>{{ many }}</output><button aria-label="More" (click)="more()">+</button></div>
    <button (click)="add()" [disabled]="busy">Add to basket @if (busy) { <i class="spin"></i> }</button>
    <button (click)="guide = true">Care guide</button>
    @if (guide) { <div class="veil" (click)="guide = false"><div role="dialog" aria-label="Care guide" class="box">
      <p>Water once a week.</p><button (click)="guide = false">Close guide</button></div></div> }
    <h3><button class="fold" [attr.aria-expanded]="open" (click)="open = !open">Returns</button></h3>
    @if (open) { <p>Send it back within 30 days.</p> }
    <p><a href="/terms" target="_blank">Terms of sale</a> · <a href="/care.pdf" download>Care sheet</a></p>
    @if (covered) { <aside class="drawer"></aside> }
  } @else { <div class="bones"></div> }` })
class PlantPage {
  shop = inject(Shop);
  plant: any = null;
  many = 1;
  busy = false;
  guide = false;
  open = false;
  covered = FLAW === "drawer";  // the menu's drawer, drawn in and see-through, is still there
  pot: any = "";
  constructor() {
    const id = inject(ActivatedRoute).snapshot.params["id"];
    api("plant?id=" + id).then((p) => { this.plant = p; this.pot = FLAW === "object" ? p.pot : p.pot.name; });
  }
  more() { if (FLAW !== "plus") this.many = this.many + 1; }
  add() {
    if (FLAW === "throws") this.plant.variants.find((v: any) => v.pot === this.pot);
    return this.put();
  }
  async put() {
    this.busy = true;
    await this.shop.add(this.plant, this.many);
    this.busy = false;
  }
}

@Component({ selector: "basket-page", imports: [CurrencyPipe, FormsModule], template: `
  <h1>Your basket</h1>
  @for (l of shop.lines; track l.id) { <div class="line"><span>{{ l.name }}</span>
    <span><button [disabled]="l.many < 2" aria-label="Fewer" (click)="l.many = l.many - 1">−</button> {{ l.many }}
    <button aria-label="More" (click)="l.many = l.many + 1">+</button></span>
    <span class="amount">{{ l.price * l.many | currency:'GBP' }}</span>
    <button (click)="remove(l)">Remove</button></div> } @empty { <p>Your basket is empty.</p> }
  @if (shop.lines.length) {
    <div class="line"><b>Total</b><b class="total">{{ shop.total | currency:'GBP' }}</b></div>
    <label>Promo code <input [(ngModel)]="code"></label><button (click)="apply()">Apply</button>
    @if (said) { <p role="alert" class="bad">{{ said }}</p> }
    <p><button (click)="on()">Checkout</button></p> }` })
class BasketPage {
  shop = inject(Shop);
  router = inject(Router);
  code = "";
  said = "";
  remove(line: any) {
    if (FLAW === "confirm" && !confirm("Are you sure you want to remove this item?")) return;
    this.shop.lines = this.shop.lines.filter((l) => l !== line);
  }
  apply() { api("promo", { code: this.code }).catch((e) => (this.said = e.message)); }
  on() { this.router.navigateByUrl(FLAW === "account" ? "/account/new" : "/checkout/address"); }
}

@Component({ selector: "terms-page", template: `<h1>Terms of sale</h1>` })
class TermsPage {}

@Component({ selector: "app-root", imports: [RouterOutlet, RouterLink], template: `
  <header><a routerLink="/">Fernway</a><a routerLink="/basket">Basket ({{ shop.count }})</a></header>
  <main><router-outlet></router-outlet></main>
  <div class="toasts" aria-live="polite">@if (shop.toast) { <div class="toast">{{ shop.toast }}</div> }</div>
  @if (cookies) { <div class="cookies">We use cookies. <button (click)="cookies = false">Got it</button></div> }` })
class App {
  shop = inject(Shop);
  cookies = true;
}

bootstrapApplication(App, { providers: [
  provideZoneChangeDetection(),
  provideRouter([
    { path: "", component: HomePage },
    { path: "plant/:id", component: PlantPage },
    { path: "basket", component: BasketPage },
    { path: "terms", component: TermsPage },
    { path: "account/new", component: RegisterPage },
    { path: "checkout/address", component: AddressPage },
    { path: "checkout/delivery", component: DeliveryPage },
    { path: "checkout/billing", component: BillingPage },
    { path: "checkout/payment", component: PaymentPage },
    { path: "thank-you", component: DonePage },
  ], withInMemoryScrolling({ scrollPositionRestoration: "top" })),
] });
