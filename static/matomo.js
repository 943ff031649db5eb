// Counts visits with Matomo, without cookies, on the published site only.
"use strict";

const { host, site, domain } = document.currentScript.dataset;
if (location.hostname === domain) {
  window._paq = [
    ["disableCookies"],
    ["setTrackerUrl", `${host}/matomo.php`],
    ["setSiteId", site],
    ["trackPageView"],
    ["enableLinkTracking"],
  ];
  const script = document.createElement("script");
  script.async = true;
  script.src = `${host}/matomo.js`;
  document.head.append(script);
}
