package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"traject/app"
)

// verbinder is what the page of the connection with DUO asks.
type verbinder interface {
	DUOVerbinding(ctx context.Context, wie app.Wie) (app.DUOBeeld, error)
	ProefDUO(ctx context.Context, wie app.Wie) error
}

// verbindingblad is the page of the connection, without secrets.
type verbindingblad struct {
	Er        bool
	Regels    []feitveld
	LetOp     []string // what needs attention, in sentences
	Diensten  []dienstregel
	Geweigerd []geweigerdregel
}

type dienstregel struct {
	Naam, Verwacht, Gezien, Bereikt string
	Stand                           toestand
	Toelichting                     string
}

type geweigerdregel struct{ Wanneer, Reden, Status, Bron, Kenmerk, Aantal string }

func (s *Web) verbindingpaden() []pad {
	v, ok := s.Huis.(verbinder)
	if !ok {
		return nil
	}
	return []pad{
		{"GET /beheer/duo", func(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
			return s.toonVerbinding(w, r, wie, v)
		}},
		{"POST /beheer/duo", func(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
			err := v.ProefDUO(r.Context(), wie)
			var geweigerd *app.Geweigerd
			switch {
			case errors.As(err, &geweigerd):
				s.meld(r, geweigerd.Weigeringen[0].Zin)
			case err != nil:
				return err
			default:
				s.meld(r, "De verbinding is geprobeerd. De uitkomst staat hieronder.")
			}
			http.Redirect(w, r, "/beheer/duo", http.StatusSeeOther)
			return nil
		}},
	}
}

func (s *Web) toonVerbinding(w http.ResponseWriter, r *http.Request, wie app.Wie, v verbinder) error {
	b, err := v.DUOVerbinding(r.Context(), wie)
	if err != nil {
		return err
	}
	kop := s.raam(wie, "beheer", "Verbinding met DUO")
	kop.Melding = s.neemMelding(r)
	s.toon(w, r, http.StatusOK, verbindingpagina(kop, maakVerbinding(b)))
	return nil
}

func maakVerbinding(b app.DUOBeeld) verbindingblad {
	uit := verbindingblad{Er: b.Er}
	if b.Er {
		uit.Regels = verbindingregels(b)
		uit.LetOp = verbindingLetOp(b)
		for _, d := range b.Diensten {
			uit.Diensten = append(uit.Diensten, maakDienst(d))
		}
	}
	for _, g := range b.Geweigerd {
		uit.Geweigerd = append(uit.Geweigerd, geweigerdregel{Wanneer: moment(g.Laatst), Reden: hoofdletter(g.Reden), Status: strconv.Itoa(g.Status),
			Bron: of(g.Bron, "onbekend"), Kenmerk: of(g.BerichtID, "geen"), Aantal: strconv.Itoa(g.Aantal)})
	}
	return uit
}

func verbindingregels(b app.DUOBeeld) []feitveld {
	beveiliging := "ons certificaat en dat van DUO (mutual TLS)"
	switch {
	case b.Gateway:
		beveiliging = "de gateway van de gemeente"
	case b.CertificaatTot.IsZero():
		beveiliging = "niets: DUO draait op deze machine"
	}
	luistert := "op het gewone adres van traject"
	if b.Luistert != "" {
		luistert = "op " + b.Luistert
	}
	cert := "geen"
	if !b.CertificaatTot.IsZero() {
		cert = of(b.CertificaatVan, "zonder naam") + ", geldig tot en met " + dagVan(b.CertificaatTot).Voluit()
	}
	return []feitveld{
		{"Adres van DUO", b.Adres}, {"OIN van de gemeente", b.EigenOIN}, {"OIN van DUO", b.DUOOIN}, {"Beveiliging door", beveiliging},
		{"Certificaat", cert}, {"DUO bereikt ons", luistert}, {"Eén vraag mag duren", strconv.Itoa(int(b.Tijdslimiet.Seconds())) + " seconden"},
		{"Laatste antwoord van DUO", of(moment(b.LaatsteContact), "nog geen")},
	}
}

func verbindingLetOp(b app.DUOBeeld) []string {
	var uit []string
	if b.CertificaatLetOp() {
		tot := dagVan(b.CertificaatTot).Voluit()
		if b.CertificaatTot.Before(b.Nu) {
			uit = append(uit, "Het certificaat is verlopen op "+tot+". DUO neemt onze berichten niet meer aan. Vraag een nieuw certificaat aan.")
		} else {
			uit = append(uit, "Het certificaat verloopt op "+tot+". Vraag nu een nieuw certificaat aan.")
		}
	}
	if b.CertificaatFout != "" {
		uit = append(uit, hoofdletter(b.CertificaatFout)+". Kijk of certificaat en sleutel bij elkaar horen en van de gemeente zijn.")
	}
	if b.LaatsteFout != "" {
		uit = append(uit, "Het laatste bericht aan DUO lukte niet: "+strings.TrimSuffix(b.LaatsteFout, ".")+".")
	}
	for _, d := range b.Diensten {
		if d.Aan && d.Afwijkend() {
			uit = append(uit, "De dienst "+d.Naam+" draait bij DUO in versie "+d.Gezien+"; traject is gemaakt voor "+d.Verwacht+". Meld dit aan wie traject onderhoudt.")
		}
	}
	return uit
}

func maakDienst(d app.Dienst) dienstregel {
	uit := dienstregel{Naam: d.Naam, Verwacht: d.Verwacht, Gezien: of(d.Gezien, "nog niet"), Bereikt: of(moment(d.Bereikt), "nog niet"), Toelichting: d.Fout}
	switch {
	case !d.Aan:
		uit.Stand = toestand{"stil", "later", "Staat uit"}
	case d.Fout != "":
		uit.Stand = toestand{"laat", "laat", "Lukt niet"}
	case d.Afwijkend():
		uit.Stand = toestand{"week", "week", "Andere versie"}
	case d.Gezien == "":
		uit.Stand = toestand{"later", "later", "Nog niet geprobeerd"}
	default:
		uit.Stand = toestand{"goed", "klaar", "Werkt"}
	}
	return uit
}
