package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// expiresAfter is how long what security.txt says holds: RFC 9116 wants less than a year.
const expiresAfter = 180 * 24 * time.Hour

// securityTxt answers /.well-known/security.txt (RFC 9116). The day on which it expires
// is counted from today, so that it cannot lie there expired; who takes traject over puts
// in a contact of their own.
func securityTxt(o opsSettings, now func() time.Time) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		expires := now().UTC().Add(expiresAfter).Truncate(24 * time.Hour)
		text := fmt.Sprintf("Contact: %s\nExpires: %s\nPreferred-Languages: nl, en\n", o.contact(), expires.Format(time.RFC3339))
		if o.URL != "" {
			text += "Canonical: " + strings.TrimSuffix(o.URL, "/") + "/.well-known/security.txt\n"
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if _, err := io.WriteString(w, text); err != nil {
			return // the one who asked hung up
		}
	}
}

// contact falls back on the mailbox that RFC 2142 keeps for this.
func (o opsSettings) contact() string {
	switch {
	case strings.HasPrefix(o.Contact, "https://"):
		return o.Contact
	case o.Contact != "":
		return "mailto:" + strings.TrimPrefix(o.Contact, "mailto:")
	}
	host := "localhost"
	if u, err := url.Parse(o.URL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return "mailto:security@" + host
}
