package app

import (
	"context"
	"fmt"
	"strconv"

	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// WerkBrief is het uitgaande werk om een brief klaar te zetten voor de printer.
const WerkBrief = "brief"

// stuk is een brief die bij een handeling is opgemaakt.
type stuk struct {
	brief         brief.Brief
	soort         string
	kenmerk, over string
	bytes         []byte
}

// kenmerkBrief telt de brieven van het dossier: "2026-0412-3" is de derde.
func (s *stand) kenmerkBrief() string {
	n := 1
	for range dossier.Van[*dossier.BriefOpgemaakt](s.d) {
		n++
	}
	return s.nummer + "-" + strconv.Itoa(n)
}

// afzender is de gemeente met de klantmanager van het dossier, of anders wie schrijft.
func (h *Huis) afzender(wie Wie, d *dossier.Dossier) brief.Afzender {
	van := h.Afzender
	van.Contact = wie.Naam
	if m := h.medewerker(d.Klantmanager); m.Gebruiker != "" {
		van.Contact = m.Naam
		if m.Telefoon != "" {
			van.Telefoon = m.Telefoon
		}
	}
	return van
}

// maakStuk bewaart een brief zoals hij is, zodat er altijd dezelfde bladzijden uit komen.
func maakStuk(b brief.Brief, kenmerk, over string) (*stuk, error) {
	f, err := brief.Opgemaakt(b, kenmerk, over)
	if err != nil {
		return nil, err
	}
	return &stuk{brief: b, soort: f.Brief, kenmerk: kenmerk, over: over, bytes: f.Stuk}, nil
}

func (h *Huis) oproepbrief(wie Wie, waar brief.Waar) opmaak {
	return func(s *stand, erbij []dossier.Gebeurtenis) (*stuk, error) {
		over, kenmerk := kenmerkVan[*dossier.Opgeroepen](erbij), s.kenmerkBrief()
		b, err := brief.Oproep(s.met(erbij), h.afzender(wie, s.d), kenmerk, over, waar)
		if err != nil {
			return nil, err
		}
		return maakStuk(b, kenmerk, over)
	}
}

func (h *Huis) waarschuwingsbrief(wie Wie, waar brief.Waar) opmaak {
	return func(s *stand, erbij []dossier.Gebeurtenis) (*stuk, error) {
		over, kenmerk := kenmerkVan[*dossier.Opgeroepen](erbij), s.kenmerkBrief()
		b, err := brief.Waarschuwing(s.met(erbij), h.afzender(wie, s.d), kenmerk, over, waar)
		if err != nil {
			return nil, err
		}
		return maakStuk(b, kenmerk, over)
	}
}

func (h *Huis) pipbrief(wie Wie) opmaak {
	return func(s *stand, erbij []dossier.Gebeurtenis) (*stuk, error) {
		over, kenmerk, na := kenmerkVan[*dossier.PIPVastgesteld](erbij), s.kenmerkBrief(), s.met(erbij)
		b, err := brief.PIP(na, recht.Reken(na, s.r), h.afzender(wie, s.d), kenmerk, over)
		if err != nil {
			return nil, err
		}
		return maakStuk(b, kenmerk, over)
	}
}

// kenmerkVan geeft het kenmerk van het eerste feit van een soort.
func kenmerkVan[F dossier.Feit](gs []dossier.Gebeurtenis) string {
	for _, g := range gs {
		if _, ok := g.Feit.(F); ok {
			return g.ID
		}
	}
	return ""
}

// Brief geeft een brief van het dossier zoals hij is gemaakt.
func (h *Huis) Brief(ctx context.Context, wie Wie, nummer, kenmerk string) (brief.Brief, error) {
	s, err := h.lees(ctx, wie, nummer, dossierZien)
	if err != nil {
		return brief.Brief{}, err
	}
	for _, f := range dossier.Van[*dossier.BriefOpgemaakt](s.d) {
		if f.Kenmerk == kenmerk {
			if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditBriefGezien, Nummer: nummer, Over: kenmerk}); err != nil {
				return brief.Brief{}, err
			}
			b, err := brief.Lees(f.Stuk)
			if err != nil {
				return brief.Brief{}, fmt.Errorf("brief %s: %w", kenmerk, err)
			}
			return b, nil
		}
	}
	return brief.Brief{}, ErrNietGevonden
}

// BriefHTML geeft de brief als toegankelijke pagina.
func (h *Huis) BriefHTML(ctx context.Context, wie Wie, nummer, kenmerk string) (Bestand, error) {
	return h.druk(ctx, wie, nummer, kenmerk, h.Druk.HTML, ".html", "text/html; charset=utf-8")
}

// BriefPDF geeft de brief als PDF met labels voor voorleessoftware.
func (h *Huis) BriefPDF(ctx context.Context, wie Wie, nummer, kenmerk string) (Bestand, error) {
	return h.druk(ctx, wie, nummer, kenmerk, h.Druk.PDF, ".pdf", "application/pdf")
}

func (h *Huis) druk(ctx context.Context, wie Wie, nummer, kenmerk string, maak func(brief.Brief) ([]byte, error), einde, soort string) (Bestand, error) {
	b, err := h.Brief(ctx, wie, nummer, kenmerk)
	if err != nil {
		return Bestand{}, err
	}
	inhoud, err := maak(b)
	if err != nil {
		return Bestand{}, fmt.Errorf("brief %s drukken: %w", kenmerk, err)
	}
	return Bestand{Naam: "brief-" + kenmerk + einde, Type: soort, Inhoud: inhoud}, nil
}

// brieven geeft de brieven van een dossier, nieuwste eerst.
func brieven(d *dossier.Dossier) ([]Briefregel, error) {
	var uit []Briefregel
	for g, f := range dossier.Van[*dossier.BriefOpgemaakt](d) {
		b, err := brief.Lees(f.Stuk)
		if err != nil {
			return nil, fmt.Errorf("brief %s: %w", f.Kenmerk, err)
		}
		uit = append([]Briefregel{{Kenmerk: f.Kenmerk, Soort: f.Brief, Titel: b.Titel, Dag: g.GeldigOp, Over: f.Over}}, uit...)
	}
	return uit, nil
}

// ProefBrief geeft de brief van een proef als toegankelijke pagina; hij wordt niet bewaard.
func (h *Huis) ProefBrief(b brief.Brief) (Bestand, error) {
	inhoud, err := h.Druk.HTML(b)
	if err != nil {
		return Bestand{}, fmt.Errorf("proefbrief drukken: %w", err)
	}
	return Bestand{Naam: "proef.html", Type: "text/html; charset=utf-8", Inhoud: inhoud}, nil
}
