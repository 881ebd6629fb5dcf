package besluit

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Opening is de opdracht om een dossier te openen. Feiten zijn wat de aanleiding
// meebrengt, zoals de kennisgeving van DUO; zij houden hun eigen dag en bron.
type Opening struct {
	Vastlegging
	Gemeente   begrip.Gemeente
	Beleid     string
	Stelsel    begrip.Stelsel // leeg is Wi2021
	ELIP       bool           // alleen onder Wi2013
	Aanleiding string         // "notificatie", "bestand" of "hand"
	Persoon    dossier.Persoonsgegevens
	Feiten     []dossier.Gebeurtenis
}

// OpenDossier opent een dossier. De doelgroep mag onbekend zijn: DUO zegt haar niet
// in zijn bericht. Velden: gemeente, stelsel, bsn, doelgroep, geboortedatum.
func OpenDossier(o Opening) (Besluit, []begrip.Weigering) {
	if o.Stelsel == "" {
		o.Stelsel = begrip.Wi2021
	}
	z := begin(&dossier.Dossier{Peil: o.vandaag()}, nil, o.Vastlegging)
	if !o.Gemeente.IsGeldig() {
		z.weiger("waarde-ongeldig", "gemeente", nil, "Vul de code van de gemeente in: vier cijfers.")
	}
	if !slices.Contains(begrip.Stelsels, o.Stelsel) {
		z.weiger("onbekende-waarde", "stelsel", nil, "Kies de wet waaronder iemand inburgert.")
	}
	if o.ELIP && o.Stelsel != begrip.Wi2013 {
		z.weiger("verkeerd-stelsel", "stelsel", grondELIP, "ELIP hoort bij de wet van 2013: de lening is op en de plicht loopt nog.")
	}
	if o.Persoon.Doelgroep != "" && !slices.Contains(o.Stelsel.Doelgroepen(), o.Persoon.Doelgroep) {
		z.weiger("onbekende-waarde", "doelgroep", grondGroepen, "Kies een doelgroep uit de lijst.")
	}
	if o.Persoon.BSN != "" {
		if _, err := begrip.LeesBSN(o.Persoon.BSN); err != nil {
			z.weiger("bsn-ongeldig", "bsn", grondBSN, "Dit is geen burgerservicenummer. Controleer de negen cijfers.")
		}
	}
	if o.Persoon.Geboortedatum > o.vandaag() {
		z.weiger("dag-in-toekomst", "geboortedatum", nil, "Deze geboortedatum is nog niet geweest. Controleer het jaar.")
	}
	z.weigeringen = append(z.weigeringen, ToetsGegevens(o.Persoon)...)
	geopend := &dossier.DossierGeopend{Gemeente: o.Gemeente, Beleid: o.Beleid, Stelsel: o.Stelsel, Aanleiding: o.Aanleiding, Persoonsgegevens: o.Persoon}
	if o.ELIP {
		geopend.ELIP = dossier.Met(true)
	}
	z.feit(geopend)
	for _, g := range o.Feiten {
		id := z.feit(g.Feit)
		nieuw := &z.uit[len(z.uit)-1]
		nummer := nieuw.Nummer
		*nieuw = g
		nieuw.Nummer, nieuw.Vorm = nummer, dossier.HuidigeVorm
		if nieuw.ID == "" {
			nieuw.ID = id
		}
	}
	return z.klaar()
}
