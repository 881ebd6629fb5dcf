package app

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"traject/kern/begrip"
	"traject/kern/brief"
)

// Verklaring geeft de verklaring van vernietiging van een voorstel dat is uitgevoerd, als
// bladzijde of als PDF. Zij blijft bestaan; er staan geen persoonsgegevens van
// inburgeraars in.
func (h *Huis) Verklaring(ctx context.Context, wie Wie, id string, pdf bool) (Bestand, error) {
	v, err := h.Voorstel(ctx, wie, id)
	if err != nil {
		return Bestand{}, err
	}
	if v.Stand != Uitgevoerd {
		return Bestand{}, ErrNietGevonden
	}
	b := brief.Verklaring(h.vernietigd(v))
	maak, naam, soort := h.Druk.HTML, ".html", "text/html; charset=utf-8"
	if pdf {
		maak, naam, soort = h.Druk.PDF, ".pdf", "application/pdf"
	}
	inhoud, err := maak(b)
	if err != nil {
		return Bestand{}, fmt.Errorf("verklaring %s drukken: %w", id, err)
	}
	return Bestand{Naam: "verklaring-" + id + naam, Type: soort, Inhoud: inhoud}, nil
}

func (h *Huis) vernietigd(v Voorstel) brief.Vernietigd {
	uit := brief.Vernietigd{Gemeente: cmp.Or(h.Afzender.Gemeente, "Gemeente "+string(h.Gemeente)), Kenmerk: v.ID, Dag: h.moment(time.Unix(v.Uitgevoerd, 0)).dag,
		Wat: "dossiers", Reden: v.Reden, Voorgesteld: h.hand(v.Door), Goedgekeurd: h.hand(v.Beslist), Toelichting: v.Toelichting}
	if v.Wat == WegLangeSets {
		uit.Wat = "lange sets"
	}
	for _, r := range v.Regels {
		s := brief.VernietigdStuk{Nummer: r.Nummer, Grond: r.Grond, Waarom: r.Overgeslagen, Uiterlijk: r.Uiterlijk, Hoofd: r.Hoofd}
		if r.Overgeslagen == "" {
			uit.Weg = append(uit.Weg, s)
		} else {
			uit.Gebleven = append(uit.Gebleven, s)
		}
	}
	return uit
}

// hand schrijft wie iets deed: "T. Leider, teamleider, op 11 maart 2032".
func (h *Huis) hand(x Hand) string {
	dag := begrip.Datum(0)
	if x.Moment != 0 {
		dag = h.moment(time.Unix(x.Moment, 0)).dag
	}
	return cmp.Or(x.Naam, x.Gebruiker) + ", " + string(x.Rol) + ", op " + dag.Voluit()
}
