"""What a browser may do with our pages, in the headers of every answer (ADR 0079)."""

SELF, NONE = ["'self'"], ["'none'"]
REPORTS = "/csp-report/"
# fmt: off
DIRECTIVES = {
    "default-src": NONE, "object-src": NONE, "base-uri": NONE, "frame-ancestors": NONE,
    "script-src": SELF, "style-src": SELF, "img-src": SELF, "connect-src": SELF,
    "worker-src": SELF, "form-action": SELF,
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["default", "reclaim-look"],  # static/reclaim/trusted.js, and no other
    "report-uri": [REPORTS], "report-to": ["csp"],
}
# Every feature that no page of ours needs; copying text and passkeys stay with our own pages.
UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope",
    "hid", "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi",
    "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial",
    "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Reporting-Endpoints": f'csp="{REPORTS}"',
    "X-Robots-Tag": "noindex, nofollow",
}
# fmt: on
REPORT_TYPES = {"application/csp-report", "application/reports+json"}
