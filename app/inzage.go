package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// Inzage is alles wat de gemeente over één mens heeft (AVG art. 15). Er wordt niets
// weggelaten wat over de mens zelf gaat; wie er werkt staat er met zijn rol, want de naam
// van een medewerker is het gegeven van een ander (AVG art. 15 lid 4).
type Inzage struct {
	Nummer      string
	Gemeente    string
	Op          time.Time
	Persoon     dossier.Persoonsgegevens
	Feiten      []InzageFeit
	Antwoord    *recht.Antwoord
	Taken       []agenda.Taak
	Brieven     []InzageBrief
	Berichten   []InzageBericht
	Audit       []Auditregel // zonder namen van medewerkers
	Bewaring    *recht.Bewaring
	Verwerkers  []Verwerker
	Aangehouden *Aanhouding // zonder wie dat deed; nil is niet aangehouden
	LangeSets   []LangeSet  // van eerdere dossiers van dezelfde mens
}

// InzageFeit is één feit, ook als een later feit het verbeterde.
type InzageFeit struct {
	dossier.Gebeurtenis
	Verbeterd bool
}

// InzageBrief is een brief met zijn hele tekst.
type InzageBrief struct {
	Kenmerk string
	Brief   brief.Brief
}

// InzageBericht is een bericht van DUO zoals het binnenkwam.
type InzageBericht struct {
	Code, Omschrijving, Inhoud string
	Ontvangen                  time.Time
}

// MagInzage zegt of deze gebruiker inzage mag geven in dit dossier.
func (h *Huis) MagInzage(ctx context.Context, wie Wie, nummer string) error {
	_, err := h.lees(ctx, wie, nummer, inzageGeven)
	return err
}

// GeefInzage geeft alles over één mens. Wie voor de gemeente werkt zegt waarom; de
// inburgeraar zelf hoeft dat niet.
func (h *Huis) GeefInzage(ctx context.Context, wie Wie, nummer, reden string) (*Inzage, error) {
	s, err := h.lees(ctx, wie, nummer, inzageGeven)
	if err != nil {
		return nil, err
	}
	zelf := wie.Rol == begrip.Inburgeraar
	if zelf {
		reden = "eigen gegevens opgehaald"
	} else if reden, err = leesReden(reden); err != nil {
		return nil, err
	}
	i := &Inzage{Nummer: nummer, Gemeente: cmp.Or(h.Afzender.Gemeente, "Gemeente "+string(wie.Gemeente)), Op: time.Unix(s.nu.seconden, 0).In(h.amsterdam),
		Persoon: s.d.Persoon.Persoonsgegevens, Antwoord: recht.Reken(s.d, s.r), Bewaring: recht.Bewaar(s.d, s.r)}
	i.Taken = agenda.Afleiden(s.d, i.Antwoord)
	i.leesFeiten(s.logboek)
	if err := errors.Join(i.leesBrieven(s.logboek), h.leesBerichten(ctx, wie.Gemeente, i), h.leesInzageAudit(ctx, wie.Gemeente, i)); err != nil {
		return nil, fmt.Errorf("inzage in dossier %s: %w", nummer, err)
	}
	if i.Verwerkers, err = h.verwerkers(ctx, wie.Gemeente); err != nil {
		return nil, err
	}
	if i.Aangehouden, err = h.aanhouding(ctx, wie.Gemeente, nummer); err != nil {
		return nil, err
	}
	if i.Aangehouden != nil {
		i.Aangehouden.Gebruiker, i.Aangehouden.Naam = "", ""
	}
	if i.LangeSets, err = h.langeSetsVan(ctx, wie.Gemeente, s.d.Persoon.BSN); err != nil {
		return nil, err
	}
	return i, h.noteer(ctx, wie, Auditregel{Handeling: AuditInzage, Nummer: nummer, Reden: reden})
}

func (i *Inzage) leesFeiten(logboek []dossier.Gebeurtenis) {
	verbeterd := map[string]bool{}
	for _, g := range logboek {
		if g.Vervangt != "" {
			verbeterd[g.Vervangt] = true
		}
	}
	for _, g := range logboek {
		switch f := g.Feit.(type) {
		case *dossier.Partner: // wat over de partner gaat is van de partner (AVG art. 15 lid 4)
			g.Feit = &dossier.Partner{Grond: f.Grond}
		case *dossier.MeldingVerstuurd:
			if f.MeldingSoort == string(besluit.MeldingContact) { // en naam en mailadres van wie hier werkt van die mens
				kaal := *f
				kaal.Sleutel, kaal.Melding = "", nil
				g.Feit = &kaal
			}
		}
		i.Feiten = append(i.Feiten, InzageFeit{g, g.ID != "" && verbeterd[g.ID]})
	}
}

func (i *Inzage) leesBrieven(logboek []dossier.Gebeurtenis) error {
	for _, g := range logboek {
		f, ok := g.Feit.(*dossier.BriefOpgemaakt)
		if !ok {
			continue
		}
		b, err := brief.Lees(f.Stuk)
		if err != nil {
			return fmt.Errorf("brief %s: %w", f.Kenmerk, err)
		}
		i.Brieven = append(i.Brieven, InzageBrief{f.Kenmerk, b})
	}
	return nil
}

func (h *Huis) leesBerichten(ctx context.Context, g begrip.Gemeente, i *Inzage) error {
	for na := ""; ; {
		blad, err := h.Kelder.Berichten(ctx, store.BerichtFilter{Gemeente: g, Nummer: i.Nummer, MetInhoud: true, Na: na, Hooguit: perKeer})
		if err != nil {
			return fmt.Errorf("berichten lezen: %w", err)
		}
		for _, b := range blad.Berichten {
			soort, _ := h.Signaalsoort(b.Code)
			i.Berichten = append(i.Berichten, InzageBericht{Code: b.Code, Omschrijving: soort.Omschrijving, Inhoud: string(b.Inhoud), Ontvangen: time.Unix(b.Moment, 0).In(h.amsterdam)})
		}
		if na = blad.Volgende; na == "" {
			return nil
		}
	}
}

// leesInzageAudit geeft wie het dossier zag en veranderde, met de rol en zonder de naam.
func (h *Huis) leesInzageAudit(ctx context.Context, g begrip.Gemeente, i *Inzage) error {
	for na := ""; ; {
		blad, err := h.Kelder.LeesAudit(ctx, store.AuditFilter{Gemeente: g, Nummer: i.Nummer, Na: na, Hooguit: perKeer})
		if err != nil {
			return fmt.Errorf("audit lezen: %w", err)
		}
		for _, r := range blad.Regels {
			i.Audit = append(i.Audit, Auditregel{Moment: time.Unix(r.Moment, 0).In(h.amsterdam), Rol: r.Rol, Handeling: r.Handeling, Over: r.Over})
		}
		if na = blad.Volgende; na == "" {
			return nil
		}
	}
}
