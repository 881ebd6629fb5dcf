package duo

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"traject/kern/begrip"
	"traject/kern/besluit"
)

// Ontvangst is wat DUO bij een aangenomen bericht teruggeeft.
type Ontvangst struct {
	ContactID int // het nummer dat DUO een nieuwe contactpersoon gaf; anders 0
}

// De berichten zoals DUO ze beschrijft. Een leeg veld blijft weg: dan haalt DUO weg wat
// er stond.
type (
	pipBericht struct {
		Dagtekening  string `json:"dagtekeningPip"`
		Leerroute    string `json:"leerroute"`
		Niveau       string `json:"niveau,omitempty"`
		Intensiteit  int    `json:"geschatteIntensiteitB1Route,omitempty"`
		MagAfmaken   *bool  `json:"indicatorMagOpleidingAfmaken,omitempty"`
		Alfabetisere string `json:"indicatorAlfabetiseringsonderwijs,omitempty"`
	}
	contactBericht struct {
		Naam     string `json:"naam"`
		Email    string `json:"email"`
		Telefoon string `json:"telefoonnummer"`
	}
	aanbodBericht struct {
		Datum        string `json:"datumInburgeringsaanbod,omitempty"`
		Start        string `json:"verwachteStartdatumOpleiding,omitempty"`
		Einde        string `json:"verwachteEinddatumOpleiding,omitempty"`
		Alfabetisere string `json:"indicatorAlfabetiseringsonderwijs"`
	}
	mapBericht struct {
		Dag         string `json:"datumEindgesprekMap,omitempty"`
		Verwijtbaar string `json:"verwijtbaar,omitempty"`
	}
	pvtBericht struct {
		Dag         string `json:"datumOndertekeningPvt,omitempty"`
		Verwijtbaar string `json:"verwijtbaar,omitempty"`
	}
	zrouteBericht struct {
		Dag string `json:"datumAfrondingZroute,omitempty"`
	}
	urenBericht struct {
		Uren int `json:"uren"`
	}
)

// Verstuur brengt één melding naar DUO. Wie dezelfde melding nog eens stuurt, doet dat
// onder hetzelfde berichtID; een gewijzigde krijgt een nieuw. bsn is leeg bij een
// contactpersoon die niet aan een mens wordt gekoppeld. Een fout is een *Weigering
// (opnieuw sturen helpt niet), een *Storing (later opnieuw), of een fout in de melding zelf.
func (c *Client) Verstuur(ctx context.Context, berichtID string, bsn begrip.BSN, m besluit.DUOMelding) (Ontvangst, error) {
	v, err := verzoekVan(bsn, m)
	if err != nil {
		return Ontvangst{}, err
	}
	if !isUUID(berichtID) {
		return Ontvangst{}, errors.New("een melding aan DUO heeft een berichtId in de vorm van een uuid nodig")
	}
	if !c.Aan(v.api) {
		return Ontvangst{}, errors.New("de dienst " + string(v.api) + " van DUO staat uit (TRAJECT_DUO_APIS)")
	}
	v.berichtID = berichtID
	a, err := c.doe(ctx, v)
	if err != nil {
		return Ontvangst{}, err
	}
	return ontvangstVan(v, m, a)
}

// ontvangstVan leest het nummer van een nieuwe contactpersoon. Zonder dat nummer is hij
// niet te koppelen, en weten wij niet dat DUO hem heeft.
func ontvangstVan(v opdracht, m besluit.DUOMelding, a antwoord) (Ontvangst, error) {
	if m.Soort != besluit.MeldingContact || v.methode != http.MethodPost || v.inhoud == nil {
		return Ontvangst{}, nil
	}
	nr, err := een(a.inhoud, func(o *vak) int {
		n, _ := o.geheel("id", true, 1, 99999)
		return n
	})
	if err != nil {
		return Ontvangst{}, &Storing{API: v.api, Status: a.status, Reden: "DUO nam de contactpersoon aan, maar gaf er geen nummer bij"}
	}
	return Ontvangst{ContactID: nr}, nil
}

// verzoekVan vertaalt een melding in het verzoek dat DUO beschrijft.
func verzoekVan(bsn begrip.BSN, m besluit.DUOMelding) (opdracht, error) {
	if m.Soort == besluit.MeldingContact {
		return contactVerzoek(bsn, m)
	}
	if bsn.IsLeeg() {
		return opdracht{}, errors.New("deze melding aan DUO gaat over een mens, en diens burgerservicenummer ontbreekt")
	}
	weg := m.Actie == besluit.MeldingVerwijder
	switch {
	case m.Soort == besluit.MeldingPIP && weg:
		return opdracht{api: PIP, methode: http.MethodDelete, pad: vanPersoon(bsn, "/PIP")}, nil
	case m.Soort == besluit.MeldingPIP && m.PIP != nil:
		return met(opdracht{api: PIP, methode: http.MethodPost, pad: vanPersoon(bsn, "/PIP")}, pipNaarDUO(*m.PIP))
	case m.Soort == besluit.MeldingAanbod && m.Aanbod != nil:
		pad := vanPersoon(bsn, "/Inburgeringsaanbod/"+url.PathEscape(m.Aanbod.Instelling))
		if weg {
			return opdracht{api: Aanbod, methode: http.MethodDelete, pad: pad}, nil
		}
		return met(opdracht{api: Aanbod, methode: http.MethodPost, pad: pad}, aanbodNaarDUO(*m.Aanbod))
	}
	return moduleVerzoek(bsn, m, weg)
}

// moduleVerzoek maakt de berichten die met PUT alles vervangen. Weghalen is daar een
// bericht waar niets in staat; een teller gaat terug naar nul.
func moduleVerzoek(bsn begrip.BSN, m besluit.DUOMelding, weg bool) (opdracht, error) {
	put := func(api API, rest string, inhoud any) (opdracht, error) {
		return met(opdracht{api: api, methode: http.MethodPut, pad: vanPersoon(bsn, rest)}, inhoud)
	}
	module := func(x *besluit.ModuleMelding) (dag, verwijtbaar string) {
		if x == nil || weg {
			return "", ""
		}
		return x.Dag.String(), map[string]string{"ja": "Ja", "nee": "Nee"}[x.Verwijtbaar]
	}
	switch {
	case m.Soort == besluit.MeldingMAP && m.MAP != nil:
		dag, verwijtbaar := module(m.MAP)
		return put(Modules, "/map", mapBericht{dag, verwijtbaar})
	case m.Soort == besluit.MeldingPVT && m.PVT != nil:
		dag, verwijtbaar := module(m.PVT)
		return put(Modules, "/pvt", pvtBericht{dag, verwijtbaar})
	case m.Soort == besluit.MeldingZRoute && m.ZRoute != nil:
		var z zrouteBericht
		if !weg {
			z.Dag = m.ZRoute.Dag.String()
		}
		return put(Modules, "/zroute", z)
	case m.Soort.IsUren() && m.Uren.Is:
		rest := map[besluit.MeldingSoort]string{besluit.MeldingUrenIntake: "/uren/bredeintake/taallesknm",
			besluit.MeldingUrenParticipatie: "/uren/participatieactiviteiten", besluit.MeldingUrenTaal: "/uren/participatietaalles"}[m.Soort]
		u := urenBericht{m.Uren.Waarde}
		if weg {
			u.Uren = 0
		}
		return put(GevolgdeUren, rest, u)
	}
	return opdracht{}, errors.New("deze melding aan DUO mist haar inhoud of kent haar soort niet")
}

func contactVerzoek(bsn begrip.BSN, m besluit.DUOMelding) (opdracht, error) {
	if m.Contact == nil {
		return opdracht{}, errors.New("deze melding aan DUO mist de contactpersoon")
	}
	gegevens := contactBericht{m.Contact.Naam, m.Contact.Email, m.Contact.Telefoon}
	if m.Actie == besluit.MeldingVast {
		return met(opdracht{api: Contactpersonen, methode: http.MethodPost, pad: "/contactpersonen"}, gegevens)
	}
	if m.Contact.ID < 1 {
		return opdracht{}, errors.New("DUO kent deze contactpersoon nog niet; meld hem eerst aan")
	}
	pad := "/contactpersonen/" + strconv.Itoa(m.Contact.ID)
	koppel := m.Actie == besluit.MeldingKoppel || m.Actie == besluit.MeldingOntkoppel
	if koppel && bsn.IsLeeg() {
		return opdracht{}, errors.New("om een contactpersoon te koppelen is een burgerservicenummer nodig")
	}
	switch m.Actie {
	case besluit.MeldingWijzig:
		return met(opdracht{api: Contactpersonen, methode: http.MethodPut, pad: pad}, gegevens)
	case besluit.MeldingVerwijder:
		return opdracht{api: Contactpersonen, methode: http.MethodDelete, pad: pad}, nil
	case besluit.MeldingKoppel:
		return opdracht{api: Contactpersonen, methode: http.MethodPost, pad: pad + vanPersoon(bsn, "")}, nil
	case besluit.MeldingOntkoppel:
		return opdracht{api: Contactpersonen, methode: http.MethodDelete, pad: pad + vanPersoon(bsn, "")}, nil
	}
	return opdracht{}, errors.New("DUO kent deze actie met een contactpersoon niet")
}

// pipNaarDUO laat niveau b2 weg: DUO kent het niet en kiest bij de onderwijsroute zelf B1.
func pipNaarDUO(p besluit.PIPMelding) pipBericht {
	return pipBericht{
		Dagtekening:  p.Dagtekening.String(),
		Leerroute:    map[begrip.Leerroute]string{begrip.RouteB1: "B", begrip.RouteOnderwijs: "O", begrip.RouteZ: "Z"}[p.Leerroute],
		Niveau:       map[begrip.Niveau]string{begrip.NiveauA2: "A2", begrip.NiveauB1: "B1"}[p.Niveau],
		Intensiteit:  p.Intensiteit.Of(0),
		MagAfmaken:   wijzer(p.MagOpleidingAfmaken.Waarde, p.MagOpleidingAfmaken.Is),
		Alfabetisere: alfabetUit[p.Alfabetisering],
	}
}

func wijzer(w, is bool) *bool {
	if !is {
		return nil
	}
	return &w
}

// aanbodNaarDUO telt bij het einde een dag op: bij DUO is dat de eerste dag die niet meer
// meetelt.
func aanbodNaarDUO(a besluit.AanbodMelding) aanbodBericht {
	b := aanbodBericht{Datum: a.Datum.String(), Start: a.Start.String(), Alfabetisere: alfabetUit[a.Alfabetisering]}
	if a.Eind != 0 {
		b.Einde = a.Eind.Plus(1).String()
	}
	if b.Alfabetisere == "" { // DUO eist een waarde
		b.Alfabetisere = alfabetUit["nvt"]
	}
	return b
}

func met(v opdracht, inhoud any) (opdracht, error) {
	b, err := json.Marshal(inhoud)
	if err != nil {
		return opdracht{}, errors.New("een bericht aan DUO opschrijven lukte niet")
	}
	v.inhoud = b
	return v, nil
}

// SlaToetsOver zegt DUO dat iemand de leerbaarheidstoets niet hoeft te doen: het
// examennummer wordt dan ingetrokken.
func (c *Client) SlaToetsOver(ctx context.Context, berichtID string, bsn begrip.BSN) error {
	if bsn.IsLeeg() || !isUUID(berichtID) {
		return errors.New("om de toets over te slaan zijn een burgerservicenummer en een berichtId nodig")
	}
	_, err := c.doe(ctx, opdracht{api: LeerbaarheidstoetsAPI, methode: http.MethodDelete, pad: vanPersoon(bsn, "/lbt/examennummer"), berichtID: berichtID})
	return err
}
