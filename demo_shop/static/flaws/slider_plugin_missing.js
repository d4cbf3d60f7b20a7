// The products on the front page glide past. The plugin for it went out with the old theme.
jQuery(function ($) {
  "use strict";
  if (window.location.pathname === "/") $(".product-grid").slick({ slidesToShow: 4, infinite: true });
});
