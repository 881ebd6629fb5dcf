package web

import (
	"net/http"
	"strings"
)

// beveiliging is the Content-Security-Policy of every page: nothing inline,
// nothing from elsewhere, never inside a frame.
const beveiliging = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"

// koppen sets the headers that hold for every answer. A form leads to a page of ours,
// or by way of logging out to the provider where staff log in. Pages may hold personal
// data, so nothing is stored by a browser or a proxy; assets overrule that.
func koppen(volgende http.Handler, veilig bool, uitgever string) http.Handler {
	beleid := strings.TrimSpace(beveiliging + "; form-action 'self' " + uitgever)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", beleid)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if veilig { // a browser that came over https once never comes without it again
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		volgende.ServeHTTP(w, r)
	})
}
