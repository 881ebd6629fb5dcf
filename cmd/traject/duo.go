package main

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo"
	"traject/meet"
)

// chain plugs the client for DUO into app.
type chain struct {
	client *duo.Client
	s      settings
	mu     sync.Mutex
	faults map[duo.API]string // of the last trial
}

// connection gives the connection of a municipality with DUO; nil when it has none.
func (s settings) connection() (app.Keten, error) {
	if s.DUO.URL == "" {
		return nil, nil
	}
	c, err := duo.NieuweClient(s.duoClient())
	if err != nil {
		return nil, fault(err, "%s.", err)
	}
	if s.ops != nil {
		s.ops.certificates.add(certificate{"duo", s.Municipality, c.Certificaat})
	}
	return &chain{client: c, s: s, faults: map[duo.API]string{}}, nil
}

func (s settings) duoClient() duo.Verbinding {
	return duo.Verbinding{URL: s.DUO.URL, EigenOIN: s.OINOwn, DUOOIN: s.DUO.OIN, Certificaat: s.DUO.Cert, Sleutel: s.DUO.Key, CA: s.DUO.CA,
		Gateway: s.DUO.gateway(), Wachttijd: s.DUO.timeout(), APIs: s.DUO.apis(), Spoor: meet.Spoor}
}

// Leest says whether a code has something to read in a service that is on.
func (c *chain) Leest(code string) bool { return len(c.toRead(code)) > 0 }

func (c *chain) toRead(code string) []duo.API {
	sig, ok := duo.ZoekSignaal(code)
	if !ok {
		return nil
	}
	var on []duo.API
	for _, a := range sig.Lezen {
		if c.client.Aan(a) {
			on = append(on, a)
		}
	}
	return on
}

// Lees reads what a code is about.
func (c *chain) Lees(ctx context.Context, code string, bsn begrip.BSN) (app.Gelezen, error) {
	stand, err := c.client.Lees(ctx, bsn, c.toRead(code)...)
	if err != nil {
		return app.Gelezen{}, inHouse(err)
	}
	return app.Gelezen{Feiten: func(d *dossier.Dossier, today begrip.Datum) ([]dossier.Gebeurtenis, []string) {
		v := duo.Vertaal(d, stand, today)
		var reasons []string
		for _, r := range v.Quarantaine {
			reasons = append(reasons, r.String())
		}
		return v.Feiten, reasons
	}}, nil
}

// Vergelijk reads everything about a person, to lay beside a dossier.
func (c *chain) Vergelijk(ctx context.Context, bsn begrip.BSN) (app.Vergeleken, error) {
	stand, err := c.client.LeesAlles(ctx, bsn)
	if err != nil {
		return app.Vergeleken{}, inHouse(err)
	}
	return app.Vergeleken{GeenPlicht: stand.GeenPlicht(), Verschillen: func(d *dossier.Dossier, ours besluit.Eigenkant, today begrip.Datum) []besluit.Ketenverschil {
		return duo.Vergelijk(d, ours, stand, today)
	}}, nil
}

// inHouse gives a refusal by DUO in the words of app; trouble stays what it is. 401 is
// trouble: DUO does not know our certificate, which says nothing about the message. It is
// tried again when the certificate is mended.
func inHouse(err error) error {
	var w *duo.Weigering
	if errors.As(err, &w) && w.Status != http.StatusUnauthorized {
		return &app.KetenWeigering{Status: w.Status, Fouten: w.Fouten}
	}
	return err
}

// Verstuur brings one message.
func (c *chain) Verstuur(ctx context.Context, id string, bsn begrip.BSN, m besluit.DUOMelding) (int, error) {
	o, err := c.client.Verstuur(ctx, id, bsn, m)
	return o.ContactID, inHouse(err)
}

// Brengt says whether messages of a kind can go this way.
func (c *chain) Brengt(kind besluit.MeldingSoort) bool {
	switch kind {
	case besluit.MeldingPIP:
		return c.client.Aan(duo.PIP)
	case besluit.MeldingContact:
		return c.client.Aan(duo.Contactpersonen)
	case besluit.MeldingAanbod:
		return c.client.Aan(duo.Aanbod)
	case besluit.MeldingMAP, besluit.MeldingPVT, besluit.MeldingZRoute:
		return c.client.Aan(duo.Modules)
	}
	return kind.IsUren() && c.client.Aan(duo.GevolgdeUren)
}

// Instellingen gives the schools that DUO knows.
func (c *chain) Instellingen(ctx context.Context) ([]besluit.Instelling, error) {
	schools, err := c.client.Instellingen(ctx)
	if err != nil {
		return nil, inHouse(err)
	}
	all := make([]besluit.Instelling, len(schools))
	for i, s := range schools {
		all[i] = besluit.Instelling{Nummer: s.Nummer, Naam: s.Naam, Plaats: s.Plaats, BOW: s.BoW, TST: s.TST}
	}
	return all, nil
}

// Proef tries the connection and says how it stands after that.
func (c *chain) Proef(ctx context.Context) (app.Verbinding, error) {
	trial := c.client.Proef(ctx)
	c.mu.Lock()
	for _, p := range trial {
		c.faults[p.API] = p.Fout
	}
	c.mu.Unlock()
	return c.Verbinding(), nil
}

// Verbinding says how the connection is set and what happened last. It holds no secret.
func (c *chain) Verbinding() app.Verbinding {
	contact := c.client.Contact()
	v := app.Verbinding{Adres: c.s.DUO.URL, EigenOIN: c.s.OINOwn, DUOOIN: c.s.DUO.OIN, Gateway: c.s.DUO.gateway(), Tijdslimiet: c.s.DUO.timeout(),
		Luistert: c.s.DUO.Listen, LaatsteContact: contact.Antwoord, LaatsteFout: contact.Storing}
	if cert := c.client.Certificaat(); cert != nil {
		v.CertificaatFout = c.client.CertificaatFout()
		v.CertificaatTot, v.CertificaatVan = cert.NotAfter, strings.TrimSpace(cert.Subject.CommonName)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range duo.AlleAPIs {
		seen := c.client.GezienVan(a)
		v.Diensten = append(v.Diensten, app.Dienst{Naam: string(a), Verwacht: duo.Versies[a], Gezien: seen.Versie, Aan: c.client.Aan(a), Bereikt: seen.Moment, Fout: c.faults[a]})
	}
	return v
}

// defaultTimeout is how long one request to DUO may take.
const defaultTimeout = 15 * time.Second

// readList reads a list from the portal, in the words of app.
func readList(_ string, content []byte) (app.Tabel, []begrip.Weigering) {
	list, refusals := duo.LeesLijst(content)
	if len(refusals) > 0 {
		return app.Tabel{}, refusals
	}
	t := app.Tabel{Kop: list.Kop, Rijen: make([]app.Tabelrij, len(list.Rijen))}
	for i, r := range list.Rijen {
		t.Rijen[i] = app.Tabelrij(r)
	}
	return t, nil
}
