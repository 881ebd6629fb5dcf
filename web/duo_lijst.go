package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"traject/app"
)

// lijstlezer is what the pages of a list from the portal ask.
type lijstlezer interface {
	Lijsten(ctx context.Context, wie app.Wie) ([]app.Lijstbeeld, error)
	NeemLijst(ctx context.Context, wie app.Wie, naam string, b []byte) (string, error)
	LijstBeeld(ctx context.Context, wie app.Wie, id string) (app.Lijstbeeld, error)
	KiesKolommen(ctx context.Context, wie app.Wie, id string, k app.Kolommen) error
	StopLijst(ctx context.Context, wie app.Wie, id string) error
	GaVerderMetLijst(ctx context.Context, wie app.Wie, id string) error
	Lijstfouten(ctx context.Context, wie app.Wie, id string) (app.Bestand, error)
}

type lijstpagina struct {
	*Web
	h lijstlezer
}

// lijstenblad is the page on which one hands in a list.
type lijstenblad struct {
	Raam      raam
	Fouten    []veldfout
	FoutTitel string
	Rijen     []lijstrij
}

type lijstrij struct {
	Adres, Naam, Wanneer, Wie, Telling string
	Stand                              toestand
}

// lijstblad is the page of one list.
type lijstblad struct {
	Raam      raam
	Actie     string
	Fouten    []veldfout
	FoutTitel string
	Kiezen    bool
	Kolommen  []kolomkeuze
	Vast      tekstveld
	Kop       []string
	Voorbeeld [][]string
	Stand     toestand
	Breedte   string
	Klaar     bool
	Loopt     bool
	Gestopt   bool
	Regels    []feitveld
	Foutlijst []app.Regelfout
	Meer      string // says that there are more faulty lines than shown
}

type kolomkeuze struct {
	Naam, Label, Fout string
	Keuzes            []keuze
}

func (s *Web) lijstpaden() []pad {
	h, ok := s.Huis.(lijstlezer)
	if !ok {
		return nil
	}
	l := lijstpagina{s, h}
	return []pad{
		{"GET /duo/lijst", func(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
			return l.toon(w, r, wie, &invulling{waarden: url.Values{}}, http.StatusOK)
		}},
		{"POST /duo/lijst", l.neem},
		{"GET /duo/lijst/{lijst}", func(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
			return l.toonEen(w, r, wie, &invulling{waarden: url.Values{}}, http.StatusOK)
		}},
		{"POST /duo/lijst/{lijst}", l.doe},
		{"GET /duo/lijst/{lijst}/fouten", l.fouten},
	}
}

func (s lijstpagina) toon(w http.ResponseWriter, r *http.Request, wie app.Wie, in *invulling, status int) error {
	lijsten, err := s.h.Lijsten(r.Context(), wie)
	if err != nil {
		return err
	}
	b := lijstenblad{Raam: s.raam(wie, "beheer", "Lijst van DUO inlezen"), Fouten: in.fouten}
	b.Raam.Melding = s.neemMelding(r)
	if len(in.fouten) > 0 {
		b.Raam.Titel = "Fout: Lijst van DUO inlezen"
		b.FoutTitel = "Er is niets gelezen en niets vastgelegd."
	}
	for _, l := range lijsten {
		b.Rijen = append(b.Rijen, lijstrij{Adres: lijstadres(l.ID), Naam: of(l.Naam, "zonder naam"), Wanneer: moment(l.Begin), Wie: s.collega(l.Wie),
			Telling: strconv.Itoa(l.Gelezen) + " van " + aantal(l.Totaal, "regel", "regels"), Stand: lijststand(l)})
	}
	s.Web.toon(w, r, status, lijstenpagina(b))
	return nil
}

func lijstadres(id string) string { return "/duo/lijst/" + url.PathEscape(id) }

func lijststand(l app.Lijstbeeld) toestand {
	switch l.Stand {
	case app.LijstKiezen:
		return toestand{"week", "week", "Kies de kolommen"}
	case app.LijstLoopt:
		return toestand{"week", "week", "Wordt gelezen"}
	case app.LijstGestopt:
		return toestand{"stil", "later", "Gestopt"}
	}
	if l.Foutregels > 0 {
		return toestand{"laat", "laat", "Klaar, met foute regels"}
	}
	return toestand{"goed", "klaar", "Klaar"}
}

// neem reads the file. A fault is said at the field, and nothing is kept.
func (s lijstpagina) neem(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).Koppelen {
		return app.ErrMagNiet
	}
	o, in, err := leesOvername(w, r)
	var teGroot *http.MaxBytesError
	if errors.As(err, &teGroot) {
		w.Header().Set("Connection", "close")
		in.fout("bestand", "Bestand: dit bestand is groter dan 4 MiB. Deel de lijst in kleinere stukken.")
		return s.toon(w, r, wie, in, http.StatusRequestEntityTooLarge)
	}
	if err != nil {
		return err
	}
	if len(o.Inhoud) == 0 && o.Naam == "" {
		in.fout("bestand", "Bestand: kies een lijst. Die eindigt op .csv of .xlsx.")
		return s.toon(w, r, wie, in, http.StatusUnprocessableEntity)
	}
	id, err := s.h.NeemLijst(r.Context(), wie, o.Naam, o.Inhoud)
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		in.voegToe(weigerfouten(geweigerd.Weigeringen))
		return s.toon(w, r, wie, in, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, lijstadres(id), http.StatusSeeOther)
	return nil
}

func (s lijstpagina) toonEen(w http.ResponseWriter, r *http.Request, wie app.Wie, in *invulling, status int) error {
	l, err := s.h.LijstBeeld(r.Context(), wie, r.PathValue("lijst"))
	if err != nil {
		return err
	}
	b := maakLijst(l, in)
	b.Raam = s.raam(wie, "beheer", "Lijst "+of(l.Naam, "zonder naam"))
	b.Raam.Melding = s.neemMelding(r)
	if len(in.fouten) > 0 {
		b.Raam.Titel = "Fout: kolommen kiezen"
		b.FoutTitel = "Er is nog niets gelezen. Verbeter eerst " + aantal(len(in.fouten), "punt", "punten") + "."
	}
	s.Web.toon(w, r, status, eenlijst(b))
	return nil
}

func maakLijst(l app.Lijstbeeld, in *invulling) lijstblad {
	b := lijstblad{Actie: lijstadres(l.ID), Fouten: in.fouten, Kiezen: l.Stand == app.LijstKiezen, Kop: l.Kop, Stand: lijststand(l),
		Klaar: l.Stand == app.LijstKlaar, Loopt: l.Stand == app.LijstLoopt, Gestopt: l.Stand == app.LijstGestopt, Foutlijst: l.Fouten}
	if b.Kiezen {
		b.Kolommen, b.Vast = kolomkeuzes(l, in), tekstveld{Naam: "vaste-code", Label: "Of één code voor alle regels",
			Hulp: "Bijvoorbeeld SS126. Alleen als de lijst geen kolom met de code heeft.", Kort: true,
			Waarde: of(in.waarden.Get("vaste-code"), l.Kolommen.VasteCode), Fout: foutBij(in.fouten, "vaste-code")}
		for _, r := range l.Voorbeeld {
			rij := make([]string, len(l.Kop))
			copy(rij, r.Cellen)
			b.Voorbeeld = append(b.Voorbeeld, rij)
		}
		return b
	}
	if l.Totaal > 0 {
		b.Breedte = strconv.Itoa(l.Gelezen*99/l.Totaal) + "%"
	}
	b.Regels = []feitveld{
		{"Regels in de lijst", strconv.Itoa(l.Totaal)}, {"Gelezen", strconv.Itoa(l.Gelezen)}, {"Nieuw in een dossier", strconv.Itoa(l.Nieuw)},
		{"Was er al", strconv.Itoa(l.Al)}, {"Wacht op koppelen", strconv.Itoa(l.Wacht)}, {"Niet te lezen", strconv.Itoa(l.Foutregels)},
		{"Staat hier tot en met", l.Tot.Voluit()},
	}
	if l.Foutregels > len(l.Fouten) {
		b.Meer = "Hier staan de eerste " + strconv.Itoa(len(l.Fouten)) + ". In het bestand staan ze allemaal."
	}
	return b
}

// kolomkeuzes are the columns one chooses from, with what was chosen before or guessed.
func kolomkeuzes(l app.Lijstbeeld, in *invulling) []kolomkeuze {
	uit := []kolomkeuze{{Naam: "code", Label: "Code van het signaal"}, {Naam: "dag", Label: "Dag van het signaal"},
		{Naam: "bsn", Label: "Burgerservicenummer"}, {Naam: "v-nummer", Label: "V-nummer"}}
	for i, eerder := range []int{l.Kolommen.Code, l.Kolommen.Dag, l.Kolommen.BSN, l.Kolommen.VNummer} {
		k := &uit[i]
		k.Fout = foutBij(in.fouten, k.Naam)
		gekozen := strconv.Itoa(eerder)
		if in.waarden.Has(k.Naam) {
			gekozen = in.waarden.Get(k.Naam)
		}
		k.Keuzes = []keuze{{Waarde: "-1", Naam: "staat er niet in", Gekozen: gekozen == "-1"}}
		for j, naam := range l.Kop {
			w := strconv.Itoa(j)
			k.Keuzes = append(k.Keuzes, keuze{Waarde: w, Naam: of(naam, "kolom "+strconv.Itoa(j+1)), Gekozen: gekozen == w})
		}
	}
	return uit
}

// doe chooses the columns, stops the reading or takes it up again.
func (s lijstpagina) doe(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if err := leesVorm(w, r); err != nil {
		return err
	}
	in, id := &invulling{waarden: r.PostForm}, r.PathValue("lijst")
	var err error
	switch {
	case in.waarden.Get("stop") != "":
		if err = s.h.StopLijst(r.Context(), wie, id); err == nil {
			s.meld(r, "Het lezen is gestopt. Wat al is gelezen blijft staan.")
		}
	case in.waarden.Get("verder") != "":
		if err = s.h.GaVerderMetLijst(r.Context(), wie, id); err == nil {
			s.meld(r, "Het lezen gaat verder.")
		}
	default:
		k := app.Kolommen{Code: kolom(in, "code"), Dag: kolom(in, "dag"), BSN: kolom(in, "bsn"), VNummer: kolom(in, "v-nummer"), VasteCode: in.tekst("vaste-code", "Code")}
		if len(in.fouten) == 0 {
			err = s.h.KiesKolommen(r.Context(), wie, id, k)
		}
	}
	var geweigerd *app.Geweigerd
	if errors.As(err, &geweigerd) {
		in.voegToe(weigerfouten(geweigerd.Weigeringen))
		err = nil
	}
	if err != nil {
		return err
	}
	if len(in.fouten) > 0 {
		return s.toonEen(w, r, wie, in, http.StatusUnprocessableEntity)
	}
	http.Redirect(w, r, lijstadres(id), http.StatusSeeOther)
	return nil
}

// kolom reads the place of a column; what is no place is none.
func kolom(in *invulling, naam string) int {
	n, err := strconv.Atoi(in.waarden.Get(naam))
	if err != nil || n < -1 {
		return -1
	}
	return n
}

// fouten gives the lines that were not read.
func (s lijstpagina) fouten(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	f, err := s.h.Lijstfouten(r.Context(), wie, r.PathValue("lijst"))
	if err != nil {
		return err
	}
	stuurBestand(w, f, true)
	return nil
}
