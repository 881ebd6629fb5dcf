package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"traject/kern/begrip"
	"traject/store"
)

// Wat de audit onderscheidt. Een handeling die iets vastlegt staat er met haar eigen
// naam, zoals "pip".
const (
	AuditDossierGezien  = "dossier-gezien"
	AuditBriefGezien    = "brief-gezien"
	AuditBestandGehaald = "bestand-gehaald"
	AuditBestandGeopend = "bestand-geopend"
	AuditGezocht        = "gezocht"
	AuditLijstGezien    = "lijst-gezien"
	AuditSignalenGezien = "signalen-gezien"
	AuditSignaal        = "signaal"
	AuditDUOProef       = "duo-proef"
	AuditDUOLijst       = "duo-lijst"
	AuditReden          = "reden-gegeven"
	AuditGeweigerd      = "toegang-geweigerd"
	AuditGezien         = "audit-gezien"
	AuditVernietigd     = "dossier-vernietigd"
	AuditIngelogd       = "ingelogd"
	AuditMedewerker     = "medewerker-gewijzigd"
	AuditWerkOpnieuw    = "werk-opnieuw"
	AuditLangVernietigd = "lange-set-vernietigd"
	AuditDeelVernietigd = "deel-vernietigd"

	AuditBerichtVernietigd = "bericht-vernietigd"
	AuditRegelsVernietigd  = "audit-vernietigd"

	AuditVoorgesteld  = "vernietiging-voorgesteld"
	AuditGoedgekeurd  = "vernietiging-goedgekeurd"
	AuditAfgewezen    = "vernietiging-afgewezen"
	AuditAangehouden  = "dossier-aangehouden"
	AuditLijstGehaald = "vernietigingslijst-gehaald"
	AuditLangGezien   = "lange-set-gezien"
	AuditInzage       = "inzage-gegeven"
	AuditVerwerker    = "verwerker-gewijzigd"

	AuditDeelnemerGezien = "deelnemer-gezien"
)

// Auditregel is één regel van de audit: wie deed wat, met welk dossier, wanneer en
// waarom. Er staat nooit een BSN, een naam van een inburgeraar of een zoekwoord in.
type Auditregel struct {
	Moment    time.Time
	Gebruiker string
	Naam      string // van de gebruiker, als hij bekend is
	Rol       begrip.Rol
	Handeling string
	Nummer    string // dossier; leeg is geen
	Over      string
	Aantal    int
	Reden     string
	personen  []string // dossiers op een bladzijde; alleen voor het Logboek Dataverwerkingen
}

// AuditVraag kiest regels van de audit. Lege velden kiezen alles.
type AuditVraag struct {
	Gebruiker, Handeling, Nummer string
	Van, Tot                     begrip.Datum // eerste en laatste dag
	Na                           string
	Aantal                       int
}

// Auditlijst is één bladzijde van de audit, nieuwste eerst.
type Auditlijst struct {
	Rijen    []Auditregel
	Volgende string
}

// noteer schrijft in de audit vóórdat er iets te zien is. Lukt dat niet, dan krijgt de
// vrager niets.
func (h *Huis) noteer(ctx context.Context, wie Wie, rs ...Auditregel) error {
	uit := make([]store.Auditregel, len(rs))
	for i, r := range rs {
		uit[i] = h.regelVan(wie, r)
		if r.Nummer != "" {
			continue // die regel zegt zelf over wie
		}
		if err := h.verantwoord(ctx, wie.Gemeente, r.Handeling, r.personen); err != nil {
			return err
		}
	}
	if err := h.Kelder.SchrijfAudit(ctx, wie.Gemeente, uit); err != nil {
		return fmt.Errorf("de audit schrijven: %w", err)
	}
	return nil
}

// regelVan zet wie en wanneer op een regel. Wie geen eigen kenmerk heeft staat er met zijn rol.
func (h *Huis) regelVan(wie Wie, r Auditregel) store.Auditregel {
	return store.Auditregel{Gebruiker: cmp.Or(wie.Gebruiker, string(wie.Rol), "onbekend"), Moment: h.nu().seconden, Rol: wie.Rol,
		Handeling: r.Handeling, Nummer: r.Nummer, Over: r.Over, Aantal: r.Aantal, Reden: r.Reden}
}

// Audit geeft wie wat zag, zocht, meenam en veranderde. Ook dat staat daarna in de audit.
func (h *Huis) Audit(ctx context.Context, wie Wie, v AuditVraag) (Auditlijst, error) {
	if !mag(wie, auditZien) {
		return Auditlijst{}, ErrMagNiet
	}
	f := store.AuditFilter{Gemeente: wie.Gemeente, Gebruiker: v.Gebruiker, Handeling: v.Handeling, Nummer: v.Nummer, Na: v.Na, Hooguit: perBlad(v.Aantal)}
	if v.Van != 0 {
		f.Van = h.beginVan(v.Van)
	}
	if v.Tot != 0 {
		f.Tot = h.beginVan(v.Tot.Plus(1))
	}
	blad, err := h.Kelder.LeesAudit(ctx, f)
	if err != nil {
		return Auditlijst{}, lijstfout("de audit lezen", err)
	}
	uit := Auditlijst{Volgende: blad.Volgende, Rijen: make([]Auditregel, len(blad.Regels))}
	for i, r := range blad.Regels {
		if r.RedenWeg {
			r.Reden = "vernietigd met het dossier"
		}
		uit.Rijen[i] = Auditregel{Moment: time.Unix(r.Moment, 0).In(h.amsterdam), Gebruiker: r.Gebruiker, Naam: h.medewerker(r.Gebruiker).Naam, Rol: r.Rol,
			Handeling: r.Handeling, Nummer: r.Nummer, Over: r.Over, Aantal: r.Aantal, Reden: r.Reden}
	}
	return uit, h.noteer(ctx, wie, Auditregel{Handeling: AuditGezien, Nummer: v.Nummer, Aantal: len(uit.Rijen)})
}

// beginVan geeft het moment waarop een dag in Nederland begint.
func (h *Huis) beginVan(d begrip.Datum) int64 {
	return time.Date(d.Jaar(), time.Month(d.Maand()), d.DagVanMaand(), 0, 0, 0, 0, h.amsterdam).Unix()
}

// toegang zegt of deze gebruiker bij dit dossier kan, en of dat op een vastgelegde
// reden rust. Het kijkt alleen in de lijst: een dossier dat men niet mag zien kost
// evenveel tijd als een dat er niet is.
func (h *Huis) toegang(ctx context.Context, wie Wie, nummer string, wat handeling) (reden bool, err error) {
	if !mag(wie, wat) {
		return false, h.weigerToegang(ctx, wie, nummer)
	}
	if bereikVan(wie, wat) == gemeente {
		return false, nil
	}
	r, _, err := h.Kelder.LeesLijst(ctx, wie.Gemeente, nummer)
	isEr := err == nil
	if err != nil && !errors.Is(err, store.ErrNietGevonden) && !errors.Is(err, store.ErrVernietigd) {
		return false, fmt.Errorf("dossier %s zoeken: %w", nummer, err)
	}
	van := uitLijst(wie.Gemeente, r)
	if isEr && magBij(wie, wat, van) {
		return false, nil
	}
	if van.reden, err = h.gafReden(ctx, wie, nummer); err != nil {
		return false, err
	}
	if isEr && van.reden && magBij(wie, wat, van) {
		return true, nil
	}
	return false, h.weigerToegang(ctx, wie, nummer)
}

// uitLijst geeft van wie een dossier is volgens de lijst, net als de lijsten zelf.
func uitLijst(g begrip.Gemeente, r store.Lijstregel) eigenaar {
	return eigenaar{gemeente: g, nummer: r.Nummer, klantmanager: r.Klantmanager, team: r.Team}
}

// weigerToegang schrijft de poging op en zegt dat het dossier er niet is. Wat in het
// adres stond komt alleen in de audit als het de vorm van een dossiernummer heeft.
func (h *Huis) weigerToegang(ctx context.Context, wie Wie, nummer string) error {
	if !wie.Gemeente.IsGeldig() {
		return ErrNietGevonden
	}
	if !dossiernummer.MatchString(nummer) {
		nummer = ""
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditGeweigerd, Nummer: nummer}); err != nil {
		return err
	}
	return ErrNietGevonden
}

// opReden zegt in de audit dat het dossier van een ander met een reden is geopend.
func (s *stand) opReden() string {
	if s.van.reden {
		return "met reden"
	}
	return ""
}

// MagRedenGeven zegt of deze gebruiker met een reden een dossier van een ander mag openen.
func MagRedenGeven(wie Wie) bool {
	return magBij(wie, dossierZien, eigenaar{gemeente: wie.Gemeente, nummer: "x", klantmanager: "een ander", team: "een ander team", reden: true}) &&
		bereikVan(wie, dossierZien) != gemeente
}

// gafReden zegt of de gebruiker vandaag een reden gaf voor dit dossier.
func (h *Huis) gafReden(ctx context.Context, wie Wie, nummer string) (bool, error) {
	if !MagRedenGeven(wie) {
		return false, nil
	}
	b, err := h.Kelder.LeesAudit(ctx, store.AuditFilter{Gemeente: wie.Gemeente, Gebruiker: wie.Gebruiker, Handeling: AuditReden, Nummer: nummer,
		Van: h.beginVan(h.nu().dag), Hooguit: 1})
	if err != nil {
		return false, fmt.Errorf("de vastgelegde reden zoeken: %w", err)
	}
	return len(b.Regels) > 0, nil
}

// Grenzen aan een reden, in tekens.
const (
	minsteReden = 10
	meesteReden = 500
)

// GeefReden legt vast waarom iemand vandaag het dossier van een ander nodig heeft. Of
// het dossier er is, blijkt pas daarna, want dan mag het gezien worden.
func (h *Huis) GeefReden(ctx context.Context, wie Wie, nummer, reden string) error {
	if !MagRedenGeven(wie) || !dossiernummer.MatchString(nummer) {
		return ErrNietGevonden
	}
	reden, err := leesReden(reden)
	if err != nil {
		return err
	}
	return h.noteer(ctx, wie, Auditregel{Handeling: AuditReden, Nummer: nummer, Reden: reden})
}

// leesReden kijkt na of een reden iets zegt.
func leesReden(reden string) (string, error) {
	reden = strings.TrimSpace(reden)
	switch n := utf8.RuneCountInString(reden); {
	case n < minsteReden:
		return "", weiger("reden-te-kort", "reden", "Schrijf waarom u dit nodig hebt. Gebruik minstens tien tekens.")
	case n > meesteReden:
		return "", weiger("reden-te-lang", "reden", "Deze reden is te lang. Gebruik hooguit vijfhonderd tekens.")
	}
	return reden, nil
}
