package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/store"
)

// soortContact is het register van de contactpersonen zoals DUO ze kent.
const soortContact = "duo-contactpersoon"

// Contactpersoon is een klantmanager zoals DUO hem aan een inburgeraar laat zien.
type Contactpersoon struct {
	Medewerker            string // gebruiker
	Nummer                int    // dat DUO gaf; nul: DUO kent hem nog niet
	Naam, Email, Telefoon string
	Stand                 besluit.Meldstand // van het laatste bericht; leeg is nog niets gestuurd
	Dag                   begrip.Datum      // waarop dat zo werd
	Wie                   string
	Fouten                []string
	Versie                int // van het stuk; 0 is nieuw
}

// contactstuk is een contactpersoon zoals hij verzegeld wordt bewaard.
type contactstuk struct {
	Medewerker string            `json:"medewerker"`
	Nummer     int               `json:"nummer,omitempty"`
	Naam       string            `json:"naam,omitempty"`
	Email      string            `json:"email,omitempty"`
	Telefoon   string            `json:"telefoon,omitempty"`
	BerichtID  string            `json:"bericht,omitempty"`
	Stand      besluit.Meldstand `json:"stand,omitempty"`
	Dag        string            `json:"dag,omitempty"`
	Wie        string            `json:"wie,omitempty"`
	Fouten     []string          `json:"fouten,omitempty"`
}

// contactsleutel is de plaats in het register. Die staat leesbaar in de opslag en noemt
// daarom niemand.
func contactsleutel(medewerker string) string {
	som := sha256.Sum256([]byte("duo-contactpersoon\n" + medewerker))
	return hex.EncodeToString(som[:8])
}

func uitStuk(s store.Stuk) (contactstuk, Contactpersoon, error) {
	var c contactstuk
	if err := json.Unmarshal(s.Inhoud, &c); err != nil {
		return c, Contactpersoon{}, fmt.Errorf("contactpersoon lezen: %w", err)
	}
	p := Contactpersoon{Medewerker: c.Medewerker, Nummer: c.Nummer, Naam: c.Naam, Email: c.Email, Telefoon: c.Telefoon, Stand: c.Stand, Wie: c.Wie, Fouten: c.Fouten, Versie: s.Versie}
	if c.Dag != "" {
		var err error
		if p.Dag, err = begrip.LeesDatum(c.Dag); err != nil {
			return c, p, fmt.Errorf("contactpersoon lezen: %w", err)
		}
	}
	return c, p, nil
}

// contactVan geeft hoe DUO een medewerker kent; leeg als DUO hem niet kent.
func (h *Huis) contactVan(ctx context.Context, g begrip.Gemeente, medewerker string) (Contactpersoon, error) {
	if medewerker == "" || !g.IsGeldig() {
		return Contactpersoon{}, nil
	}
	s, err := h.Kelder.LeesStuk(ctx, g, soortContact, contactsleutel(medewerker))
	if errors.Is(err, store.ErrNietGevonden) {
		return Contactpersoon{Medewerker: medewerker}, nil
	}
	if err != nil {
		return Contactpersoon{}, fmt.Errorf("contactpersoon lezen: %w", err)
	}
	_, p, err := uitStuk(s)
	return p, err
}

// Contactpersonen geeft elke klantmanager met wat DUO van hem weet.
func (h *Huis) Contactpersonen(ctx context.Context, wie Wie) ([]Contactpersoon, error) {
	if !mag(wie, medewerkersBeheren) || wie.Gemeente != h.Gemeente {
		return nil, ErrMagNiet
	}
	al := map[string]Contactpersoon{}
	for na := ""; ; {
		stukken, err := h.Kelder.Stukken(ctx, h.Gemeente, soortContact, na, perKeer)
		if err != nil {
			return nil, fmt.Errorf("contactpersonen lezen: %w", err)
		}
		for _, s := range stukken {
			_, p, err := uitStuk(s)
			if err != nil {
				return nil, err
			}
			al[p.Medewerker] = p
			na = s.Sleutel
		}
		if len(stukken) < perKeer {
			break
		}
	}
	var uit []Contactpersoon
	for _, m := range h.Staf() {
		p, ok := al[m.Gebruiker]
		if m.Rol != begrip.Klantmanager || m.Weg && !ok {
			continue
		}
		if !ok {
			p = Contactpersoon{Medewerker: m.Gebruiker, Naam: m.Naam, Email: m.Email, Telefoon: m.Telefoon}
		}
		delete(al, m.Gebruiker)
		uit = append(uit, p)
	}
	for _, p := range al { // wie hier niet meer werkt en bij DUO nog bekend is
		uit = append(uit, p)
	}
	slices.SortFunc(uit, func(a, b Contactpersoon) int { return strings.Compare(a.Naam+a.Medewerker, b.Naam+b.Medewerker) })
	return uit, nil
}

// Contactopdracht is wat iemand over een contactpersoon aan DUO wil laten weten.
type Contactopdracht struct {
	Medewerker            string
	Versie                int // van het stuk dat men zag
	Verwijder             bool
	Naam, Email, Telefoon string
}

// MeldContactpersoon legt vast wat DUO van een contactpersoon moet weten en zet het bericht
// klaar. Wat DUO zou weigeren komt als Geweigerd.
func (h *Huis) MeldContactpersoon(ctx context.Context, wie Wie, o Contactopdracht) error {
	if !mag(wie, medewerkersBeheren) || wie.Gemeente != h.Gemeente {
		return ErrMagNiet
	}
	al, err := h.contactVan(ctx, h.Gemeente, o.Medewerker)
	if err != nil {
		return err
	}
	if al.Versie == 0 && h.medewerker(o.Medewerker).Gebruiker == "" {
		return ErrNietGevonden
	}
	nu := h.nu()
	c := contactstuk{Medewerker: o.Medewerker, Nummer: al.Nummer, Naam: strings.TrimSpace(o.Naam), Email: strings.TrimSpace(o.Email), Telefoon: strings.TrimSpace(o.Telefoon),
		BerichtID: nieuwBerichtID(), Stand: besluit.Onderweg, Dag: nu.dag.String(), Wie: wie.Gebruiker}
	m := contactmelding(c)
	if o.Verwijder {
		c.Naam, c.Email, c.Telefoon = "", "", ""
		m.Actie = besluit.MeldingVerwijder
	}
	if mis := besluit.KeurMelding(m, besluit.Omstandigheden{Vandaag: nu.dag}); len(mis) > 0 {
		return &Geweigerd{mis}
	}
	if h.weg(besluit.MeldingContact) == "portaal" {
		c.Stand = besluit.Bevestigd
	}
	if err := h.bewaarContact(ctx, wie, c, o.Versie); err != nil {
		return err
	}
	if c.Stand != besluit.Onderweg {
		return nil
	}
	if err := h.Kelder.Plaats(ctx, h.Gemeente, []store.Uitgaand{contactwerk(c, nu)}); err != nil {
		return fmt.Errorf("contactpersoon klaarzetten voor DUO: %w", err)
	}
	return nil
}

// contactmelding maakt van een stuk het bericht. Zonder gegevens haalt het hem weg.
func contactmelding(c contactstuk) besluit.DUOMelding {
	m := besluit.DUOMelding{Soort: besluit.MeldingContact, Actie: besluit.MeldingWijzig,
		Contact: &besluit.ContactMelding{Medewerker: c.Medewerker, ID: c.Nummer, Naam: c.Naam, Email: c.Email, Telefoon: c.Telefoon}}
	switch {
	case c.Naam == "" && c.Email == "" && c.Telefoon == "" && c.Nummer != 0 && c.BerichtID != "" && c.Stand == besluit.Onderweg:
		m.Actie = besluit.MeldingVerwijder
	case c.Nummer == 0:
		m.Actie = besluit.MeldingVast
	}
	return m
}

func contactwerk(c contactstuk, nu moment) store.Uitgaand {
	return store.Uitgaand{Sleutel: WerkDUOMelden + ":" + c.BerichtID, Soort: WerkDUOMelden, Inhoud: []byte(contactsleutel(c.Medewerker) + "/" + c.BerichtID), Vanaf: nu.seconden}
}

func (h *Huis) bewaarContact(ctx context.Context, wie Wie, c contactstuk, versie int) error {
	b, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("contactpersoon opschrijven: %w", err)
	}
	err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: soortContact, Sleutel: contactsleutel(c.Medewerker), Versie: versie, Moment: h.nu().seconden, Inhoud: b,
		Audit: []store.Auditregel{h.regelVan(wie, Auditregel{Handeling: AuditMelding, Over: "contactpersoon"})}})
	if errors.Is(err, store.ErrConflict) {
		return weiger("intussen-veranderd", "", "Een ander heeft deze contactpersoon net veranderd. Kijk wat er nu staat en probeer het opnieuw.")
	}
	if err != nil {
		return fmt.Errorf("contactpersoon bewaren: %w", err)
	}
	return nil
}

// plaatsContacten zet werk klaar voor een contactpersoon die nog naar DUO moet. Het stuk en
// het werk worden na elkaar bewaard; valt het huis daartussen om, dan maakt dit het goed.
func (h *Huis) plaatsContacten(ctx context.Context) error {
	stukken, err := h.Kelder.Stukken(ctx, h.Gemeente, soortContact, "", 1000)
	if err != nil {
		return fmt.Errorf("contactpersonen lezen: %w", err)
	}
	var werk []store.Uitgaand
	for _, s := range stukken {
		c, _, err := uitStuk(s)
		if err != nil {
			return err
		}
		if c.Stand == besluit.Onderweg {
			werk = append(werk, contactwerk(c, h.nu()))
		}
	}
	if len(werk) == 0 {
		return nil
	}
	if err := h.Kelder.Plaats(ctx, h.Gemeente, werk); err != nil {
		return fmt.Errorf("contactpersonen klaarzetten voor DUO: %w", err)
	}
	return nil
}

// verstuurContact brengt een contactpersoon naar DUO en bewaart het nummer dat DUO geeft.
func (h *Huis) verstuurContact(ctx context.Context, inhoud string) error {
	sleutel, id, _ := strings.Cut(inhoud, "/")
	s, err := h.Kelder.LeesStuk(ctx, h.Gemeente, soortContact, sleutel)
	if errors.Is(err, store.ErrNietGevonden) {
		return nil
	}
	if err != nil {
		return &leesfout{fmt.Errorf("contactpersoon lezen: %w", err)}
	}
	c, _, err := uitStuk(s)
	if err != nil {
		return &leesfout{err}
	}
	if c.BerichtID != id || c.Stand != besluit.Onderweg { // ingehaald of al klaar
		return nil
	}
	m := contactmelding(c)
	nummer, err := h.Keten.Verstuur(ctx, id, begrip.BSN{}, m)
	var weigering *KetenWeigering
	switch {
	case errors.As(err, &weigering):
		c.Stand, c.Fouten = besluit.Geweigerd, weigering.Fouten
	case err != nil:
		return err
	case m.Actie == besluit.MeldingVerwijder:
		c.Stand, c.Nummer, c.Fouten = besluit.Bevestigd, 0, nil
	default:
		c.Stand, c.Fouten = besluit.Bevestigd, nil
		c.Nummer = max(c.Nummer, nummer)
	}
	c.Dag = h.nu().dag.String()
	if err := h.bewaarContact(ctx, keten, c, s.Versie); err != nil {
		return &leesfout{err}
	}
	return nil
}
