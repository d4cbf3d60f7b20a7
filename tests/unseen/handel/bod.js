/* bod.js 2.3.1 – the theme's script: handlers delegated from the document, as with jQuery */
(function (w, d) {
  'use strict';
  var $ = function (s, c) { return Array.prototype.slice.call((c || d).querySelectorAll(s)); };
  var one = function (s, c) { return (c || d).querySelector(s); };
  var on = function (type, sel, fn) {
    d.addEventListener(type, function (e) {
      var t = e.target.closest && e.target.closest(sel);
      if (t) fn(e, t);
    });
  };
  var flaw = w.wc_params.l;
  console.log('JQMIGRATE: Migrate is installed, version 3.4.1');
  console.warn('bod.js: analytics blocked by consent');

  function ajax(what, data, done, fail) {
    var x = new XMLHttpRequest();
    x.open('POST', '/?wc-ajax=' + what);
    x.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    x.onload = function () { x.status < 400 ? done(x.responseText) : fail && fail(x); };
    x.onerror = function () { fail && fail(x); };
    x.send(new URLSearchParams(data));
  }
  function notice(kind, html) {
    var box = one('.woocommerce-notices-wrapper');
    box.innerHTML = kind === 'error' ? '<ul class="woocommerce-error" role="alert">' + html + '</ul>'
      : '<div class="woocommerce-message" role="status">' + html + '</div>';
    w.scrollTo({top: 0, behavior: 'smooth'});
  }
  function errors(list) { notice('error', list.map(function (t) { return '<li>' + t + '</li>'; }).join('')); }
  function fragments(r) {
    if (flaw === 'cachad') return;
    one('.count').textContent = r.count;
    one('.widget_shopping_cart').innerHTML = r.mini;
    var m = one('.mini-cart');
    if (r.opened) { m.classList.add('open'); setTimeout(function () { m.classList.remove('open'); }, 1800); }
  }

  /* ---- adding to the basket */
  function add(button, data) {
    button.classList.add('loading');
    ajax('add_to_cart', data, function (text) {
      button.classList.remove('loading');
      var r;
      try { r = JSON.parse(text); } catch (x) { return errors(['Varan kunde inte läggas i varukorgen. Försök igen.']); }
      fragments(r);
      notice('message', '”' + r.name + '” har lagts i din varukorg. <a href="/varukorg/" class="button">Visa varukorg</a>');
    }, function () { button.classList.remove('loading'); });
  }
  on('submit', 'form.cart', function (e, f) {
    e.preventDefault();
    if (f.variant && !f.variant.value) { one('.variation-needed', f).textContent = 'Välj ett alternativ först.'; return; }
    add(one('.single_add_to_cart', f), new FormData(f));
  });
  on('click', '.ajax_add_to_cart', function (e, b) { e.preventDefault(); add(b, {product_id: b.dataset.product_id, quantity: 1, variant: ''}); });

  /* ---- product page */
  function swatch(e, s) {
    if (e.type === 'keydown' && e.key !== 'Enter' && e.key !== ' ') return;
    e.preventDefault();
    $('.swatch').forEach(function (o) { o.classList.toggle('selected', o === s); o.setAttribute('aria-checked', o === s); });
    var f = s.closest('form');
    f.variant.value = s.dataset.value;
    one('.variation-needed', f).textContent = '';
    ajax('variant', {product_id: f.product_id.value, variant: s.dataset.value}, function (html) {
      var r = JSON.parse(html);
      one('.price').innerHTML = r.price;
      one('.wp-post-image').src = r.image;
    });
  }
  on('click', '.swatch', swatch); on('keydown', '.swatch', swatch);
  on('click', '.thumbs img', function (e, i) { one('.wp-post-image').src = i.dataset.big; });
  on('click', '.qty-btn', function (e, b) {
    var i = one('input', b.parentNode), n = Math.max(1, +i.value + (b.matches('.plus') ? 1 : -1));
    if (n !== +i.value) { i.value = n; i.dispatchEvent(new Event('change', {bubbles: true})); }
  });
  on('click', '.guide-lank', function () { one('#storleksguide').classList.add('in'); d.body.classList.add('modal-open'); });
  on('click', '.modal .close', function (e, b) {
    var m = b.closest('.modal'); m.id === 'storleksguide' ? m.classList.remove('in') : m.remove();
    d.body.classList.remove('modal-open');
  });
  on('click', '[role=tab]', function (e, t) {
    e.preventDefault();
    $('[role=tab]').forEach(function (o) { o.setAttribute('aria-selected', o === t); one(o.hash).hidden = o !== t; });
  });

  /* ---- lists */
  on('change', '.woocommerce-ordering select', function (e, s) { s.form.submit(); });
  on('change', '.filter input', function (e, s) { s.form.submit(); });
  on('click', '.visa-fler', function (e, b) {
    b.classList.add('loading');
    ajax('fler', {kind: b.dataset.kind}, function (html) {
      b.classList.remove('loading');
      var t = d.createElement('template');
      t.innerHTML = html;
      var list = flaw === 'fler' ? t.content.querySelector('.products-loop') : t.content.querySelector('.products');
      while (list.firstElementChild) one('.products').appendChild(list.firstElementChild);
      b.remove();
    });
  });
  var q = one('.search input'), timer;
  q.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (q.value.length < 3) { one('.forslag').hidden = true; return; }
      ajax('forslag', {q: q.value}, function (html) { one('.forslag').innerHTML = html; one('.forslag').hidden = !html; });
    }, 300);
  });
  q.addEventListener('blur', function () { setTimeout(function () { one('.forslag').hidden = true; }, 200); });

  /* ---- basket */
  function inCart(what, data) {
    var box = one('.cart-wrap');
    box.classList.add('blockUI');
    ajax(what, data, function (text) {
      var r = JSON.parse(text), t = d.createElement('template');
      t.innerHTML = r.html;
      if (flaw === 'rest' && what === 'remove') { one('.cart-form').replaceWith(t.content.querySelector('.cart-form')); }
      else box.replaceWith(t.content);
      box.classList.remove('blockUI');
      r.error ? errors([r.error]) : notice('message', r.note);
      fragments(r);
    });
  }
  var debounce;
  on('change', '.cart-form .quantity input', function (e, i) {
    if (flaw === 'osparat') w.onbeforeunload = function (ev) { ev.preventDefault(); return ''; };
    clearTimeout(debounce);
    debounce = setTimeout(function () { inCart('quantity', {key: i.name, n: i.value}); }, 500);
  });
  on('submit', '.cart-form', function (e) { e.preventDefault(); });
  on('click', '.remove', function (e, a) { e.preventDefault(); inCart('remove', {key: a.dataset.key}); });
  on('click', '.showcoupon', function (e) { e.preventDefault(); var c = one('.coupon'); c.hidden = !c.hidden; if (!c.hidden) one('input', c).focus(); });
  on('click', '.apply-coupon', function (e, b) { inCart('coupon', {code: one('[name=coupon_code]').value}); });

  /* ---- checkout */
  function show(n) {
    $('.steg').forEach(function (s, i) { s.classList.toggle('open', i + 1 === n); });
    $('.andra').forEach(function (a) { a.hidden = +a.dataset.steg >= n; });
  }
  function oversikt(data) {
    var box = one('#order_review');
    box.classList.add('blockUI');
    ajax('oversikt', data, function (html) {
      box.classList.remove('blockUI');
      if (html.indexOf('class="woocommerce-error"') > -1) one('form.checkout').outerHTML = html;
      else box.innerHTML = html;
    });
  }
  on('click', '.andra', function (e, a) { e.preventDefault(); show(+a.dataset.steg); });
  on('click', '.nasta', function (e, b) {
    var f = b.form;
    b.classList.add('loading');
    ajax('steg' + b.dataset.steg, new FormData(f), function (text) {
      b.classList.remove('loading');
      var r = JSON.parse(text);
      if (r.modal) { d.body.insertAdjacentHTML('beforeend', r.modal); return; }
      if (r.errors) { errors(r.errors); return; }
      one('.woocommerce-notices-wrapper').innerHTML = '';
      one('#order_review').innerHTML = r.review;
      show(+b.dataset.steg + 1);
    });
  });
  on('change', '[name=frakt]', function (e, r) { oversikt({frakt: r.value}); });
  on('change', '[name=betal]', function (e, r) { one('.faktura-info').hidden = r.value !== 'faktura'; });
  on('change', '#billing_land', function (e, s) {
    var box = one('#adressblock');
    box.classList.add('blockUI');
    ajax('land', new FormData(s.form), function (text) {
      var r = JSON.parse(text);
      box.innerHTML = r.block; one('#fraktsatt').innerHTML = r.ways; one('#order_review').innerHTML = r.review;
      box.classList.remove('blockUI');
    });
  });
  if (flaw === 'postort') {
    on('input', '#billing_postnr', function (e, i) {
      ajax('postnr', {q: i.value}, function (text) { var r = JSON.parse(text); i.value = r.postnr; if (r.ort) one('#billing_ort').value = r.ort; });
    });
  } else {
    on('change', '#billing_postnr', function (e, i) {
      ajax('postnr', {q: i.value}, function (text) { var r = JSON.parse(text), o = one('#billing_ort'); if (r.ort && !o.value) o.value = r.ort; });
    });
  }

  /* ---- the rest of a theme */
  on('click', '.cn-set', function (e, b) { d.cookie = 'kakor=1;path=/'; b.closest('.cookie-notice').remove(); });
  var slider = one('.slider');
  if (slider) {
    var texts = ['Höstens garner är här', 'Fri retur i butik', 'Stickkafé på torsdag'], at = 0;
    var go = function (n) { at = n % 3; one('p', slider).textContent = texts[at]; };
    $('button', slider).forEach(function (b, i) { b.onclick = function () { go(i); }; });
    setInterval(function () { go(at + 1); }, 3500);
  }
  on('submit', '.mc4wp', function (e, f) { e.preventDefault(); f.innerHTML = 'Tack! Du är anmäld.'; });
  if (flaw === 'banner' && one('.layout')) {
    setTimeout(function () { one('main').insertAdjacentHTML('afterbegin', '<div id="fri-frakt">Fri frakt hela helgen! Gäller alla ordrar över 499 kr.</div>'); }, 4000);
  }
  if (flaw === 'chattram' && one('.cart-wrap')) {
    d.body.insertAdjacentHTML('beforeend', '<iframe class="chattram" src="/chatt/" title="Chatt"></iframe>');
  }
  if (flaw === 'nyhetsbrev' && one('form.checkout')) {
    setTimeout(function () {
      d.body.insertAdjacentHTML('beforeend', '<dialog class="nyhet"><h2>10 % på första köpet!</h2><p>Få vårt nyhetsbrev.</p>' +
        '<input type="email" autofocus aria-label="Din e-post"> <button>Ja tack</button> <button class="nej">Nej tack</button></dialog>');
      var box = one('dialog.nyhet');
      box.showModal();
      one('.nej', box).onclick = function () { box.close(); };
    }, 4500);
  }
  new Image().src = 'http://127.0.0.1:9/pixel.gif?p=' + encodeURIComponent(location.pathname);
  navigator.sendBeacon('/collect', 'view');
})(window, document);
