package nagebootst

import (
	"bytes"
	"context"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Storing zegt wat er mis is met DUO. De lege storing is: niets.
type Storing struct {
	Plat          bool          // elk verzoek krijgt Status
	Status        int           // bij Plat; 0 is 503
	Traag         time.Duration // wacht zo lang voor het antwoord
	AntwoordKwijt bool          // doet het werk en verbreekt dan de verbinding
	Fout          Foutsoort     // wat er mis is met de inhoud
	Alleen        string        // alleen adressen waar deze tekst in staat, zoals "doelgroep"
	Om            int           // raakt elk zoveelste verzoek; 0 en 1 is elk
	Keren         int           // houdt na zoveel keer vanzelf op; 0 is nooit
}

// Foutsoort is een manier waarop een antwoord niet klopt.
type Foutsoort string

// De fouten in een antwoord.
const (
	HalveJSON        Foutsoort = "halve-json"
	OnbekendeKeuze   Foutsoort = "onbekende-keuze"   // een waarde die niet in de lijst van DUO staat
	OnmogelijkeDag   Foutsoort = "onmogelijke-dag"   // 30 februari
	EindeVoorBegin   Foutsoort = "einde-voor-begin"  // het einde ligt voor het begin
	AndereGemeente   Foutsoort = "andere-gemeente"   // de gegevens noemen een andere gemeente
	GeenJSON         Foutsoort = "geen-json"         // een bladzijde van een tussenstation
	VerkeerdeSoorten Foutsoort = "verkeerde-soorten" // een tekst waar een getal hoort, en omgekeerd
)

// Verstoor zet een storing aan; de lege storing zet haar uit.
func (d *DUO) Verstoor(s Storing) {
	d.slot.Lock()
	defer d.slot.Unlock()
	d.storing, d.verzoeken = s, 0
}

// dezeKeer telt een verzoek en zegt welke storing het treft.
func (d *DUO) dezeKeer(adres string) Storing {
	d.slot.Lock()
	defer d.slot.Unlock()
	d.tellers[adres]++
	s := d.storing
	if !strings.Contains(adres, s.Alleen) {
		return Storing{}
	}
	d.verzoeken++
	switch {
	case s.Om > 1 && d.verzoeken%s.Om != 0:
		return Storing{}
	case s.Keren > 0 && d.verzoeken > s.Keren*max(s.Om, 1):
		return Storing{}
	}
	return s
}

func (s Storing) status() int {
	if s.Status != 0 {
		return s.Status
	}
	return http.StatusServiceUnavailable
}

// wacht doet alsof DUO traag is. Onwaar: de vrager wachtte niet meer.
func (s Storing) wacht(ctx context.Context) bool {
	if s.Traag == 0 {
		return true
	}
	klok := time.NewTimer(s.Traag)
	defer klok.Stop()
	select {
	case <-klok.C:
		return true
	case <-ctx.Done():
		return false
	}
}

var (
	eenDag      = regexp.MustCompile(`"\d{4}-\d\d-\d\d"`)
	eenEinde    = regexp.MustCompile(`"(einddatum|wijzigingsdatum|bekendTot)":"\d{4}-\d\d-\d\d"`)
	eenGemeente = regexp.MustCompile(`"gemeentecode":"\d{4}"`)
	eenKeuze    = regexp.MustCompile(`"(indeling|gedetailleerdeDoelgroep|redenGeenInburgeringsplicht|resultaat|onderdeel|oordeel|reden|grond|leerroute|beoordelingAanvraag)":"[^"]*"`)
	eenGetal    = regexp.MustCompile(`:(\d+|true|false)`)
)

// verdraai maakt van een goed antwoord een fout antwoord, en zegt of dat is gebeurd.
func (s Storing) verdraai(b []byte) ([]byte, bool) {
	if b == nil {
		return b, false
	}
	uit := b
	switch s.Fout {
	case HalveJSON:
		uit = b[:len(b)/2]
	case GeenJSON:
		uit = []byte("<html><body>Gateway</body></html>")
	case OnbekendeKeuze:
		uit = eenKeuze.ReplaceAll(b, []byte(`"$1":"Iets nieuws"`))
	case OnmogelijkeDag:
		uit = eenDag.ReplaceAll(b, []byte(`"2026-02-30"`))
	case EindeVoorBegin:
		uit = eenEinde.ReplaceAll(b, []byte(`"$1":"1901-01-01"`))
	case AndereGemeente:
		uit = eenGemeente.ReplaceAll(b, []byte(`"gemeentecode":"0001"`))
	case VerkeerdeSoorten:
		uit = eenGetal.ReplaceAll(b, []byte(`:"$1"`))
	}
	return uit, !bytes.Equal(uit, b)
}
