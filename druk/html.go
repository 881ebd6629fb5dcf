package druk

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html"
	"strings"

	"traject/kern/brief"
)

//go:embed brief.css
var stijl string

// Stijl geeft het stijlblad van de brief, voor wie het als eigen bestand aanbiedt.
func Stijl() string { return stijl }

// StijlHash geeft de bron voor style-src in een Content-Security-Policy, zodat de
// bladzijde van HTML haar stijl mag tonen: 'sha256-…', met de enkele aanhalingstekens.
func StijlHash() string {
	sum := sha256.Sum256([]byte(stijl))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// HTML geeft de brief als hele bladzijde die op zichzelf staat: op het scherm, in
// een bijlage en op papier. Alle tekst is ontdaan van opmaak.
func HTML(b brief.Brief) []byte {
	var w strings.Builder
	w.WriteString("<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
		html.EscapeString(b.Titel) + "</title>\n<style>" + stijl + "</style>\n</head>\n<body class=\"brief-blad\">\n<main>\n")
	w.Write(HTMLDeel(b, 1))
	w.WriteString("</main>\n</body>\n</html>\n")
	return []byte(w.String())
}

// HTMLDeel geeft alleen de brief als artikel, om in een andere bladzijde te zetten.
// Niveau is het niveau van de hoofdkop, 1 tot en met 5.
func HTMLDeel(b brief.Brief, niveau int) []byte {
	h := &htmlWriter{niveau: min(max(niveau, 1), 5)}
	h.w.WriteString("<article class=\"brief\" lang=\"nl\" aria-labelledby=\"brief-titel\">\n")
	h.w.WriteString("<div class=\"brief-hoofd\"><p>" + html.EscapeString(b.Afzender) + "</p>" + chainSVG + "</div>\n")
	h.w.WriteString("<div class=\"brief-adres\">")
	if len(b.Aan) > 0 {
		h.w.WriteString("<p>" + joined(b.Aan, "<br>") + "</p>")
	}
	h.w.WriteString("<dl>")
	for _, g := range b.Gegevens {
		h.w.WriteString("<div><dt>" + html.EscapeString(g.Naam) + "</dt><dd>" + html.EscapeString(g.Waarde) + "</dd></div>")
	}
	h.w.WriteString("</dl></div>\n")
	h.heading(0, " id=\"brief-titel\"", b.Titel)
	h.element("p", b.Aanhef)
	for _, blok := range b.Blokken {
		h.block(blok)
	}
	if len(b.Voet) > 0 {
		h.w.WriteString("<p class=\"brief-voet\">" + joined(b.Voet, " ") + "</p>\n")
	}
	h.w.WriteString("</article>\n")
	return []byte(h.w.String())
}

type htmlWriter struct {
	w      strings.Builder
	niveau int
}

const chainSVG = `<svg class="brief-merk" width="44" height="12" viewBox="0 0 44 12" aria-hidden="true" focusable="false"><path d="M 6 6 L 38 6" fill="none" stroke="currentColor" stroke-width="2.5"/><circle cx="6" cy="6" r="4.5" fill="currentColor" stroke="currentColor" stroke-width="2"/><circle cx="22" cy="6" r="4.5" fill="#fff" stroke="currentColor" stroke-width="2"/><circle cx="38" cy="6" r="4.5" fill="#fff" stroke="currentColor" stroke-width="2"/></svg>`

func joined(regels []string, tussen string) string {
	uit := make([]string, len(regels))
	for i, r := range regels {
		uit[i] = html.EscapeString(r)
	}
	return strings.Join(uit, tussen)
}

func (h *htmlWriter) element(tag, text string) {
	h.w.WriteString("<" + tag + ">" + html.EscapeString(text) + "</" + tag + ">\n")
}

// heading writes a heading that lies diepte below the main heading of the letter.
func (h *htmlWriter) heading(diepte int, attr, text string) {
	tag := "h" + string(rune('0'+h.niveau+diepte))
	h.w.WriteString("<" + tag + attr + ">" + html.EscapeString(text) + "</" + tag + ">\n")
}

func (h *htmlWriter) block(blok brief.Blok) {
	switch blok.Soort {
	case brief.Tussenkop:
		h.heading(1, "", blok.Kop)
	case brief.Alinea:
		h.w.WriteString("<p>" + joined(blok.Regels, " ") + "</p>\n")
	case brief.Kader:
		h.w.WriteString("<div class=\"brief-kader\"><p><strong>" + html.EscapeString(blok.Kop) + "</strong></p>")
		if len(blok.Regels) > 0 {
			h.w.WriteString("<p>" + joined(blok.Regels, " ") + "</p>")
		}
		h.w.WriteString("</div>\n")
	case brief.Stappen:
		h.w.WriteString("<ul class=\"brief-stappen\">\n")
		for _, s := range blok.Stappen {
			h.w.WriteString("<li>" + pictogramSVG(s.Pictogram) + "<div><strong>" + html.EscapeString(s.Kop) + "</strong>")
			if len(s.Regels) > 0 {
				h.w.WriteString("<p>" + joined(s.Regels, " ") + "</p>")
			}
			h.w.WriteString("</div></li>\n")
		}
		h.w.WriteString("</ul>\n")
	case brief.Lijst:
		h.w.WriteString("<ul>\n<li>" + joined(blok.Regels, "</li>\n<li>") + "</li>\n</ul>\n")
	case brief.Tabel:
		h.table(blok)
	case brief.Ondertekening:
		h.w.WriteString("<div class=\"brief-groet\"><p>" + joined(blok.Regels, "</p><p>") + "</p></div>\n")
	}
}

func (h *htmlWriter) table(blok brief.Blok) {
	if len(blok.Rijen) == 0 {
		return
	}
	h.w.WriteString("<table class=\"brief-tabel\">\n<thead><tr><th scope=\"col\">" + joined(blok.Tabelkop, "</th><th scope=\"col\">") + "</th></tr></thead>\n<tbody>\n")
	for _, rij := range blok.Rijen {
		h.w.WriteString("<tr><th scope=\"row\">" + html.EscapeString(rij[0]) + "</th><td>" + joined(rij[1:], "</td><td>") + "</td></tr>\n")
	}
	h.w.WriteString("</tbody>\n</table>\n")
}

// pictogramSVG draws the picture for the screen; the words beside it say the same.
func pictogramSVG(id brief.Pictogram) string {
	return `<svg class="brief-picto" width="34" height="34" viewBox="-5 -5 34 34" aria-hidden="true" focusable="false"><path d="` + pictograms[id] +
		`" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linejoin="round" stroke-linecap="round"/></svg>`
}
