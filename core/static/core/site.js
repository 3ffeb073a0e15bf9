// What htmx leaves to the page: a refusal or a lost line must never end in silence.
"use strict";
(() => {
  // The whole page says why it refuses, with the way back; asked for without htmx it shows itself.
  document.addEventListener("htmx:responseError", (event) => {
    const { requestConfig, pathInfo } = event.detail;
    if (requestConfig.verb === "get") window.location.assign(pathInfo.finalRequestPath);
    else say("Máy chủ không nhận yêu cầu này, chưa có gì được ghi. Hãy tải lại trang rồi làm lại.");
  });
  document.addEventListener("htmx:sendError", () => {
    say("Mất liên lạc với máy chủ, chưa có gì được ghi. Hãy kiểm tra mạng rồi làm lại.");
  });
  document.addEventListener("htmx:beforeRequest", () => say(""));

  // On the last page the link that was pressed is gone: whoever works by keyboard goes on at the rows.
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement === document.body) document.querySelector("#danh-sach .scroll")?.focus();
  });

  // Where tabs do not all fit, the present one is in sight.
  document.addEventListener("DOMContentLoaded", () => {
    for (const tab of document.querySelectorAll(".nav-tabs .active")) tab.scrollIntoView({ block: "nearest", inline: "center" });
  });

  const say = (text) => {
    const place = document.getElementById("su-co");
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
  };
})();
