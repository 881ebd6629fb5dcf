package app

import (
	"context"
	"slices"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Veronderstelling is een feit dat er niet is, om te zien wat het zou veranderen: soort en
// velden heten zoals in het dossierbestand.
type Veronderstelling struct {
	Soort  dossier.Soort
	Velden []Stelveld
	Op     begrip.Datum // de dag waarop wordt gekeken; leeg is vandaag, of de dag van het feit als die later is
}

// Stelveld is één veld, als losse tekst; een lijst heeft komma's tussen haar delen.
type Stelveld struct{ Naam, Waarde string }

// WatAls is wat een verondersteld feit zou veranderen.
type WatAls struct {
	agenda.Verschil
	Feit dossier.Gebeurtenis // het veronderstelde feit; zijn kenmerk staat in de namen van wat erover gaat
}

// WatAls zegt wat een verondersteld feit zou veranderen aan termijnen, normen, boetes,
// handelingen, taken en vragen. Er wordt niets vastgelegd. Een feit dat niet kan bestaan
// komt als Geweigerd, met per fout de naam van het veld.
func (h *Huis) WatAls(ctx context.Context, wie Wie, nummer string, v Veronderstelling) (WatAls, error) {
	s, err := h.lees(ctx, wie, nummer, dossierHandelen)
	if err != nil {
		return WatAls{}, err
	}
	v.Velden = append(slices.Clone(v.Velden), Stelveld{"id", s.kenmerk(s.versie + 1)})
	stel, fouten := h.Bestand.Stel(v, s.nu.dag, s.logboek)
	if len(fouten) > 0 {
		return WatAls{}, &Geweigerd{fouten}
	}
	op := v.Op
	if op.IsLeeg() {
		op = max(s.nu.dag, stel.GeldigOp)
	}
	return WatAls{agenda.WatAls(s.logboek, stel, op, 0, s.r), stel}, nil
}
