package app

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/kern/dossier"
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
	switch v.Wat {
	case WegLangeSets:
		uit.Wat = "lange sets"
	case WegBerichten:
		uit.Wat = "berichten zonder dossier"
		uit.Wijze = []string{"De inhoud van elk bericht is gewist, met de afdruk ervan.", "Het kenmerk blijft, zodat hetzelfde bericht nog wordt herkend."}
	case WegAudit:
		uit.Wat = "reeksen auditregels van voor de genoemde dag"
		uit.Wijze = []string{"Van iedere medewerker zijn de regels van voor die dag gewist.", "Een slot per medewerker zegt tot waar, wanneer en op welke grond; wat bleef is nog te bewijzen."}
	case WegDelen:
		uit.Wat = "delen van dossiers"
		uit.Wijze = []string{"Elk deel had een eigen sleutel, en die is gewist.", "Daarmee is dat deel voor niemand meer te lezen, ook niet in het logboek zelf. De rest van het dossier blijft.",
			"Halve formulieren waarin dat deel stond zijn gewist.", "In elk dossier zegt een feit wat is vernietigd; de keten blijft te bewijzen."}
	}
	for _, r := range v.Regels {
		s := brief.VernietigdStuk{Nummer: v.stuknaam(r), Grond: r.Grond, Waarom: r.Overgeslagen, Uiterlijk: r.Uiterlijk, Hoofd: r.Hoofd}
		if r.Overgeslagen == "" {
			uit.Weg = append(uit.Weg, s)
		} else {
			uit.Gebleven = append(uit.Gebleven, s)
		}
	}
	if een := map[WatWeg]string{WegDelen: "deel van een dossier", WegBerichten: "bericht zonder dossier", WegAudit: "reeks auditregels van voor de genoemde dag"}[v.Wat]; een != "" && len(uit.Weg) == 1 {
		uit.Wat = een
	}
	return uit
}

// Groepwoorden zeggen in gewone woorden wat een groep velden is.
var Groepwoorden = map[dossier.Groep]string{
	dossier.GroepGezondheid: "opmerkingen over gezondheid", dossier.GroepPartner: "gegevens over de partner", dossier.GroepAantekeningen: "notities",
}

// stuknaam zegt waar een regel van het voorstel over gaat.
func (v *Voorstel) stuknaam(r VoorstelRegel) string {
	if r.Groep != "" {
		return r.Nummer + ": " + Groepwoorden[r.Groep]
	}
	return r.Nummer
}

// hand schrijft wie iets deed: "T. Leider, teamleider, op 11 maart 2032".
func (h *Huis) hand(x Hand) string {
	dag := begrip.Datum(0)
	if x.Moment != 0 {
		dag = h.moment(time.Unix(x.Moment, 0)).dag
	}
	return cmp.Or(x.Naam, x.Gebruiker) + ", " + string(x.Rol) + ", op " + dag.Voluit()
}
