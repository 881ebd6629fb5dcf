package web

import (
	"context"
	"net/http"

	"traject/app"
)

// privacyhuis is what the pages on keeping, destroying and sharing data ask of the hall. A
// Huis without it (in a small test) simply has no such pages.
type privacyhuis interface {
	Bewaring(ctx context.Context, wie app.Wie, nummer string) (*app.BewaarBeeld, error)
	HoudAan(ctx context.Context, wie app.Wie, nummer, reden string, los bool) error
	TeVernietigen(ctx context.Context, wie app.Wie, wat app.WatWeg, na string) (app.Vernietiglijst, error)
	StelDeelEerderVoor(ctx context.Context, wie app.Wie, nummer, groep, reden string) (string, error)
	StelVernietigenVoor(ctx context.Context, wie app.Wie, wat app.WatWeg, nummers []string, reden string) (string, error)
	Voorstellen(ctx context.Context, wie app.Wie, na string) (vs []app.Voorstel, volgende string, err error)
	Voorstel(ctx context.Context, wie app.Wie, id string) (app.Voorstel, error)
	BeslisVernietigen(ctx context.Context, wie app.Wie, id string, versie int, akkoord bool, toelichting string) error
	Verklaring(ctx context.Context, wie app.Wie, id string, pdf bool) (app.Bestand, error)
	VernietigdeLijst(ctx context.Context, wie app.Wie) (app.Bestand, error)
	ZoekLangeSet(ctx context.Context, wie app.Wie, bsn, reden string) ([]app.LangeSet, error)
	MagInzage(ctx context.Context, wie app.Wie, nummer string) error
	GeefInzage(ctx context.Context, wie app.Wie, nummer, reden string) (*app.Inzage, error)
	Verwerkers(ctx context.Context, wie app.Wie) ([]app.Verwerker, error)
	Verwerker(ctx context.Context, wie app.Wie, kenmerk string) (app.Verwerker, error)
	BewaarVerwerker(ctx context.Context, wie app.Wie, v app.Verwerker) (string, error)
}

// privacyPagina are the pages under Privacy and those of one dossier about keeping.
type privacyPagina struct {
	*Web
	h privacyhuis
}

func (s *Web) privacypaden() []pad {
	h, ok := s.Huis.(privacyhuis)
	if !ok {
		return nil
	}
	p := privacyPagina{s, h}
	return []pad{
		{"GET /beheer/vernietigen", p.toonVernietigen},
		{"POST /beheer/vernietigen", p.stelVoor},
		{"GET /beheer/verklaringen", p.verklaringen},
		{"GET /beheer/verklaringen/{voorstel}", p.toonVoorstel},
		{"POST /beheer/verklaringen/{voorstel}", p.beslis},
		{"GET /beheer/verklaringen/{voorstel}/pdf", func(w http.ResponseWriter, r *http.Request, wie app.Wie) error { return p.verklaring(w, r, wie, true) }},
		{"GET /beheer/verklaringen/{voorstel}/blad", func(w http.ResponseWriter, r *http.Request, wie app.Wie) error { return p.verklaring(w, r, wie, false) }},
		{"GET /beheer/vernietigd", p.vernietigd},
		{"GET /beheer/lange-set", p.toonLangeSet},
		{"POST /beheer/lange-set", p.zoekLangeSet},
		{"GET /beheer/verwerkers", p.verwerkers},
		{"GET /beheer/verwerkers/nieuw", p.toonVerwerker},
		{"POST /beheer/verwerkers/nieuw", p.bewaarVerwerker},
		{"GET /beheer/verwerkers/{verwerker}", p.toonVerwerker},
		{"POST /beheer/verwerkers/{verwerker}", p.bewaarVerwerker},
		{"GET /dossiers/{nummer}/bewaren", p.toonBewaren},
		{"POST /dossiers/{nummer}/bewaren", p.houdAan},
		{"GET /dossiers/{nummer}/inzage", p.toonInzage},
		{"POST /dossiers/{nummer}/inzage", p.geefInzage},
		{"GET /mijn/gegevens", p.mijnGegevens},
	}
}

// privacyadres is the page under Privacy that someone opens with.
func privacyadres(m app.Schermen) string {
	switch {
	case m.Vernietigen:
		return "/beheer/vernietigen"
	case m.Verklaringen:
		return "/beheer/verklaringen"
	}
	return "/beheer/verwerkers"
}

// privacytabs are the pages under Privacy that this person has.
func privacytabs(wie app.Wie, hier string) []tab {
	m := app.SchermenVan(wie)
	var uit []tab
	for _, t := range []struct {
		mag         bool
		naam, adres string
	}{
		{m.Vernietigen, "Te vernietigen", "/beheer/vernietigen"},
		{m.Verklaringen, "Voorstellen en verklaringen", "/beheer/verklaringen"},
		{m.LangeSet, "Lange set", "/beheer/lange-set"},
		{m.Verwerkers, "Verwerkers", "/beheer/verwerkers"},
	} {
		if t.mag {
			uit = append(uit, tab{Naam: t.naam, Adres: t.adres, Hier: t.adres == hier})
		}
	}
	return uit
}
