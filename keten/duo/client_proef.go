package duo

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Oordeel over de versie die een dienst van DUO noemt.
const (
	VersieGelijk  = ""
	VersieNieuwer = "nieuwer" // ander tweede of derde getal: lezen blijft goed gaan
	VersieAnders  = "anders"  // ander eerste getal: kan breken
)

// Dienstproef is de uitkomst van de proef bij één dienst.
type Dienstproef struct {
	API      API
	Aan      bool
	Verwacht string // de versie waarvoor dit is gebouwd
	Gezien   Gezien // de versie die DUO noemde; leeg is nog nooit
	Oordeel  string
	// ZonderPersoon zegt dat deze dienst nu zelf is geprobeerd. Bij de andere staat in
	// elk adres een burgerservicenummer, en naar dat van niemand vragen wij niet.
	ZonderPersoon bool
	Fout          string // in gewone woorden; leeg is goed
}

// Proef probeert de verbinding zonder iets over een mens te vragen: de handdruk van TLS,
// en de twee diensten met een algemene lijst.
func (c *Client) Proef(ctx context.Context) []Dienstproef {
	handdruk := c.handdruk(ctx)
	algemeen := map[API]func() error{
		Inburgeringstermijn: func() error { _, err := c.Verlengingsgronden(ctx); return err },
		Aanbod:              func() error { _, err := c.Instellingen(ctx); return err },
	}
	uit := make([]Dienstproef, 0, len(AlleAPIs))
	for _, a := range AlleAPIs {
		p := Dienstproef{API: a, Aan: c.Aan(a), Verwacht: Versies[a]}
		if p.Aan {
			err := handdruk
			if vraag := algemeen[a]; vraag != nil && err == nil {
				p.ZonderPersoon, err = true, vraag()
			}
			if err != nil {
				p.Fout = zinVan(err)
			}
		}
		p.Gezien = c.GezienVan(a)
		p.Oordeel = vergelijkVersie(p.Verwacht, p.Gezien.Versie)
		uit = append(uit, p)
	}
	return uit
}

// handdruk zet een verbinding op en stuurt niets. Bij TLS 1.3 weigert de andere kant een
// certificaat pas bij het eerste antwoord; daarom telt ook de proef met een lijst.
func (c *Client) handdruk(ctx context.Context) error {
	u, err := url.Parse(c.adres)
	if err != nil {
		return &Storing{Reden: "het adres van DUO klopt niet"}
	}
	ctx, klaar := context.WithTimeout(ctx, c.v.Wachttijd)
	defer klaar()
	poort := u.Port()
	if poort == "" {
		poort = map[string]string{"https": "443", "http": "80"}[u.Scheme]
	}
	plaats := net.JoinHostPort(u.Hostname(), poort)
	var lijn net.Conn
	if u.Scheme == "https" {
		in := c.http.Transport.(*http.Transport).TLSClientConfig.Clone()
		in.ServerName = u.Hostname()
		lijn, err = (&tls.Dialer{Config: in}).DialContext(ctx, "tcp", plaats)
	} else {
		lijn, err = (&net.Dialer{}).DialContext(ctx, "tcp", plaats)
	}
	if err != nil {
		return storingVan(ctx, "verbinding", err)
	}
	if err := lijn.Close(); err != nil {
		return storingVan(ctx, "verbinding", err)
	}
	return nil
}

// zinVan maakt van een fout een zin voor het scherm.
func zinVan(err error) string {
	var s *Storing
	var w *Weigering
	switch {
	case errors.As(err, &s):
		return strings.ToUpper(s.Reden[:1]) + s.Reden[1:] + "."
	case errors.As(err, &w):
		return "DUO weigert de vraag. Controleer OIN en rechten bij DUO."
	}
	return "De proef is mislukt."
}

// vergelijkVersie zegt hoe de versie van DUO zich verhoudt tot de onze.
func vergelijkVersie(onze, duo string) string {
	if duo == "" || duo == onze {
		return VersieGelijk
	}
	a, _, _ := strings.Cut(onze, ".")
	b, _, _ := strings.Cut(duo, ".")
	if a != b {
		return VersieAnders
	}
	return VersieNieuwer
}

// LaatsteGezien geeft de dag waarop een dienst het laatst een versie noemde, als tekst.
func (g Gezien) LaatsteGezien() string {
	if g.Versie == "" {
		return ""
	}
	return "versie " + g.Versie + " op " + dagVan(g.Moment.In(time.UTC)).Voluit()
}
