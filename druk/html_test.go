package druk

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"traject/kern/brief"
)

func TestHTMLIsToegankelijk(t *testing.T) {
	s := string(HTML(voorbeeld()))
	for _, wil := range []string{`<html lang="nl">`, `<title>Uw plan voor inburgering (PIP)</title>`, `<main>`, `<h1 id="brief-titel">`, `<h2>Dit gaat u doen</h2>`,
		`<th scope="col">Wat</th>`, `<th scope="row">Bezwaar maken</th>`, `<dt>Kenmerk</dt><dd>2026-0871-3</dd>`, "<li>uw paspoort</li>"} {
		if !strings.Contains(s, wil) {
			t.Errorf("%s ontbreekt", wil)
		}
	}
	if strings.Count(s, "<h1") != 1 {
		t.Error("er is niet precies één hoofdkop")
	}
	for svg := range strings.SplitSeq(s, "<svg") {
		if strings.Contains(svg, "</svg>") && !strings.Contains(svg, `aria-hidden="true"`) {
			t.Error("een tekening wordt voorgelezen, terwijl de woorden ernaast hetzelfde zeggen")
		}
	}
}

func TestHTMLKanOnderEenStrengBeleid(t *testing.T) {
	s := string(HTML(voorbeeld()))
	if regexp.MustCompile(`(?i)<script|\son[a-z]+=|\sstyle=|javascript:|https?://`).MatchString(s) {
		t.Error("er staat iets in wat een streng beleid weigert of van elders haalt")
	}
	if !strings.HasPrefix(StijlHash(), "'sha256-") || !strings.Contains(s, "<style>"+Stijl()+"</style>") {
		t.Error("de hash hoort niet bij de stijl in de bladzijde")
	}
}

func TestHTMLOntdoetTekstVanOpmaak(t *testing.T) {
	kwaad := `<script>alert("x")</script>&'`
	b := brief.Brief{Titel: kwaad, Afzender: kwaad, Aanhef: kwaad, Aan: []string{kwaad}, Voet: []string{kwaad}, Gegevens: []brief.Gegeven{{Naam: kwaad, Waarde: kwaad}},
		Blokken: []brief.Blok{{Soort: brief.Tussenkop, Kop: kwaad}, {Soort: brief.Alinea, Regels: []string{kwaad}}, {Soort: brief.Kader, Kop: kwaad, Regels: []string{kwaad}},
			{Soort: brief.Stappen, Stappen: []brief.Stap{{Pictogram: brief.Pictogram(kwaad), Kop: kwaad, Regels: []string{kwaad}}}}, {Soort: brief.Lijst, Regels: []string{kwaad}},
			{Soort: brief.Tabel, Tabelkop: []string{kwaad}, Rijen: [][]string{{kwaad, kwaad}}}, {Soort: brief.Ondertekening, Regels: []string{kwaad}}}}
	if s := string(HTML(b)); strings.Contains(s, "<script") || strings.Contains(s, `"x"`) {
		t.Error("tekst uit het dossier wordt opmaak")
	}
}

func TestHTMLDeelIsWelgevormd(t *testing.T) {
	deel := string(HTMLDeel(voorbeeld(), 2))
	if !strings.Contains(deel, "<h2 id=\"brief-titel\">") || !strings.Contains(deel, "<h3>Dit gaat u doen</h3>") {
		t.Error("de koppen staan niet op het gevraagde niveau")
	}
	d := xml.NewDecoder(strings.NewReader(strings.ReplaceAll(deel, "<br>", "<br/>")))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	v := voorbeeld()
	for b.Loop() {
		HTML(v)
	}
}
