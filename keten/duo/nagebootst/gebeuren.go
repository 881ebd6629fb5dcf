package nagebootst

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"traject/kern/begrip"
)

// Redenen waarom de plicht niet (meer) geldt, in de woorden van DUO.
const (
	redenOntheven    = "Volledige ontheffing"
	redenVrijgesteld = "Volledige vrijstelling"
	redenVoldaan     = "Inburgeringsplicht voldaan"
	redenVerblijf    = "Verblijfsdoel gewijzigd"
	redenOverleden   = "Overlijden"
	redenTijdelijk   = "Tijdelijke vrijstelling"
)

var errOnbekend = errors.New("nagebootst DUO: deze persoon is niet bekend")

// Verander laat een gebeurtenis plaatsvinden: wat DUO weet verandert, en er wacht een
// notificatie op bezorging. Zie Bezorg.
func (d *DUO) Verander(bsn, code string, dag begrip.Datum) (Bericht, error) {
	return d.gebeurt(bsn, code, dag, true)
}

// Meld zet een notificatie klaar zonder dat er iets verandert. Zo meldt een proef wat zij
// zelf met NeemOp of Wijzig heeft klaargezet.
func (d *DUO) Meld(bsn, code string, dag begrip.Datum) (Bericht, error) {
	return d.gebeurt(bsn, code, dag, false)
}

func (d *DUO) gebeurt(bsn, code string, dag begrip.Datum, verander bool) (Bericht, error) {
	d.slot.Lock()
	defer d.slot.Unlock()
	p := d.zoek(bsn)
	if p == nil {
		return Bericht{}, errOnbekend
	}
	naar := p.thuis()
	if verander {
		p.verander(kaal(code), dag)
		if p.thuis() != "" && kaal(code) != "SS122" {
			naar = p.thuis()
		}
	}
	if naar == "" {
		return Bericht{}, fmt.Errorf("nagebootst DUO: %s heeft geen gemeente om het aan te melden", code)
	}
	return d.zetKlaar(p, naar, code, dag), nil
}

// Verhuis laat iemand van gemeente wisselen: de oude krijgt SS122, de nieuwe SS121 als er
// een PIP is en anders SS120. De uren bij de oude gemeente tellen tot die dag.
func (d *DUO) Verhuis(bsn, naar string, dag begrip.Datum) ([]Bericht, error) {
	d.slot.Lock()
	defer d.slot.Unlock()
	p := d.zoek(bsn)
	if p == nil {
		return nil, errOnbekend
	}
	van := p.thuis()
	if u := p.Uren[van]; u != nil {
		u.BekendTot = dag
	}
	p.Gemeente, p.Vestiging, p.COA = naar, dag, false
	var uit []Bericht
	if van != "" {
		uit = append(uit, d.zetKlaar(p, van, "SS122", dag))
	}
	code := "SS120"
	if p.PIP != nil {
		code = "SS121"
	}
	return append(uit, d.zetKlaar(p, naar, code, dag)), nil
}

// kaal haalt de letter van een herhaling eraf: SS127C is SS127.
func kaal(code string) string {
	code = strings.ToUpper(code)
	if len(code) > 5 {
		return code[:5]
	}
	return code
}

// verander past aan wat DUO weet. Codes die alleen iets zeggen veranderen niets.
func (p *Persoon) verander(code string, dag begrip.Datum) {
	switch code {
	case "SS101", "SS128", "SS139", "SS120", "SS121":
		p.begin(code, dag)
	case "SS129", "SS130":
		p.nieuwePlicht(Plicht{Geldt: true, Begin: p.Plicht.Begin, Kennisgeving: p.Plicht.Kennisgeving, Wijziging: dag})
	case "SS122":
		p.Gemeente, p.COA = elders, false
	case "SS123":
		p.Gemeente, p.COA = "", false
	case "SS124":
		p.wisselGroep(Gezinsmigrant, "Gezinsvormer", dag)
	case "SS125":
		p.wisselGroep(Asielstatushouder, Asielstatushouder, dag)
	case "SS137":
		p.Examennummer = "LBT" + strconv.Itoa(int(dag))
	case "SS131":
		p.Toetsen = append(p.Toetsen, Toets{Resultaat: "B1-route haalbaar", Behaald: 4850, Benodigd: 3900, Afname: dag})
		p.Examennummer = ""
	case "SS199":
		p.Examens = append(p.Examens, p.volgendExamen(dag))
	case "SS102", "SS103", "SS104", "SS112", "SS113":
		p.veranderTermijn(code, dag)
	case "SS114", "SS115", "SS116", "SS117", "SS118", "SS119", "SS107", "SS108", "SS109":
		p.oordeel(code, dag)
	case "SS106":
		p.eindigt(redenVoldaan, dag)
	case "SS110":
		p.eindigt(redenVerblijf, dag)
	case "SS111":
		p.eindigt(redenOverleden, dag)
	}
}

// elders is een gemeente die niet meedoet.
const elders = "0001"

// begin legt vast dat de plicht er is, of dat iemand in de gemeente kwam wonen.
func (p *Persoon) begin(code string, dag begrip.Datum) {
	switch {
	case code == "SS120" || code == "SS121":
		p.Vestiging = dag
	case p.COA && code == "SS139" && p.Plicht.Kennisgeving != 0:
		p.Gemeente, p.COA, p.Vestiging = p.Gekoppeld, false, dag
	}
	p.Plicht.Geldt = true
	if p.Plicht.Begin == 0 {
		p.Plicht.Begin = dag
	}
	if code == "SS139" && p.Plicht.Kennisgeving == 0 {
		p.Plicht.Kennisgeving = dag
	}
	if p.Doelgroep.Indeling == "" {
		p.Doelgroep = Doelgroep{Indeling: Asielstatushouder, Detail: Asielstatushouder, Begin: p.Plicht.Begin}
	}
}

// nieuwePlicht legt de oude in de historie.
func (p *Persoon) nieuwePlicht(x Plicht) {
	was := p.Plicht
	if was.Eind == 0 {
		was.Eind = x.Wijziging.Plus(-1)
	}
	p.EerderePlicht = append(p.EerderePlicht, was)
	p.Plicht = x
}

func (p *Persoon) eindigt(reden string, dag begrip.Datum) {
	p.nieuwePlicht(Plicht{Begin: p.Plicht.Begin, Eind: dag, Wijziging: dag, Kennisgeving: p.Plicht.Kennisgeving, Reden: reden})
}

func (p *Persoon) wisselGroep(indeling, detail string, dag begrip.Datum) {
	was := p.Doelgroep
	was.Eind = dag.Plus(-1)
	p.EerdereDoelgroep = append(p.EerdereDoelgroep, was)
	p.Doelgroep = Doelgroep{Indeling: indeling, Detail: detail, Begin: dag}
}

// volgendExamen is het eerste onderdeel dat nog niet is gehaald, en dat lukt.
func (p *Persoon) volgendExamen(dag begrip.Datum) Examen {
	gehaald := map[string]bool{}
	for _, x := range p.Examens {
		gehaald[x.Onderdeel] = gehaald[x.Onderdeel] || x.Resultaat == "Geslaagd"
	}
	uit := Examen{Onderdeel: "KNM", Resultaat: "Geslaagd", Datum: dag}
	for _, o := range onderdelen {
		if !gehaald[o] {
			uit.Onderdeel = o
			break
		}
	}
	if uit.Onderdeel != "KNM" {
		uit.Niveau = "B1"
		if p.PIP != nil && p.PIP.Niveau == "A2" {
			uit.Niveau = "A2"
		}
	}
	return uit
}

func (p *Persoon) veranderTermijn(code string, dag begrip.Datum) {
	switch code {
	case "SS102":
		if p.Termijn == nil && p.PIP != nil {
			p.Termijn = termijnUit(p.PIP.Dagtekening)
		}
	case "SS103":
		p.verleng("AMBT", dag)
	case "SS104":
		p.beoordeelAanvraag("Toegekend", dag)
		p.verleng("INSP", dag)
	case "SS112":
		p.Verlengingen = append(p.Verlengingen, Verlenging{Beoordeling: "InBehandeling", Ontvangen: dag})
	case "SS113":
		p.beoordeelAanvraag("Afgewezen", dag)
	}
}

// verleng schuift het einde van de termijn een half jaar op.
func (p *Persoon) verleng(grond string, dag begrip.Datum) {
	if p.Termijn == nil {
		return
	}
	p.EerdereTermijn = append(p.EerdereTermijn, *p.Termijn)
	p.Termijn = &Termijn{Start: p.Termijn.Start, Einde: p.Termijn.Einde.PlusMaanden(6), Wijziging: dag, Grond: grond}
}

// beoordeelAanvraag sluit de aanvraag die nog loopt, of maakt er een die meteen is beoordeeld.
func (p *Persoon) beoordeelAanvraag(oordeel string, dag begrip.Datum) {
	for i := range p.Verlengingen {
		if p.Verlengingen[i].Beoordeling == "InBehandeling" {
			p.Verlengingen[i].Beoordeling, p.Verlengingen[i].Beoordeeld = oordeel, dag
			return
		}
	}
	p.Verlengingen = append(p.Verlengingen, Verlenging{Beoordeling: oordeel, Ontvangen: dag.Plus(-28), Beoordeeld: dag})
}

// oordeel legt een vrijstelling of ontheffing vast, gegeven of geweigerd.
func (p *Persoon) oordeel(code string, dag begrip.Datum) {
	switch code {
	case "SS107":
		p.Vrijstelling = append(p.Vrijstelling, Oordeel{Omvang: Geheel, Toegekend: true, Reden: "DIP", Datum: dag})
		p.eindigt(redenVrijgesteld, dag)
	case "SS108":
		p.Ontheffing = append(p.Ontheffing, Oordeel{Omvang: Geheel, Toegekend: true, Reden: "BIO", Datum: dag})
		p.eindigt(redenOntheven, dag)
	case "SS109":
		p.Vrijstelling = append(p.Vrijstelling, Oordeel{Omvang: Tijdelijk, Toegekend: true, Reden: "OPL", Datum: dag, Start: dag})
		p.eindigt(redenTijdelijk, dag)
	case "SS114":
		p.Vrijstelling = append(p.Vrijstelling, Oordeel{Omvang: Geheel, Reden: "DOC", Datum: dag})
	case "SS115":
		p.Vrijstelling = append(p.Vrijstelling, Oordeel{Omvang: Tijdelijk, Reden: "INS", Datum: dag})
	case "SS116":
		p.Vrijstelling = append(p.Vrijstelling, Oordeel{Omvang: Gedeeltelijk, Reden: "GED", Datum: dag, Onderdeel: "LE", Niveau: "B1"})
	case "SS117":
		p.Vrijstelling = append(p.Vrijstelling, Oordeel{Omvang: Gedeeltelijk, Toegekend: true, Reden: "GED", Datum: dag, Onderdeel: "LE", Niveau: "B1"})
	case "SS118":
		p.Ontheffing = append(p.Ontheffing, Oordeel{Omvang: Geheel, Reden: "MED", Datum: dag})
	case "SS119":
		p.Ontheffing = append(p.Ontheffing, Oordeel{Omvang: Gedeeltelijk, Toegekend: true, Reden: "MED", Datum: dag, Onderdeel: "SC"})
	}
}
