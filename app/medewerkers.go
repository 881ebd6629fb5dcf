package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"traject/kern/begrip"
	"traject/store"
)

// Wie er werkt, komt van de inlogdienst: wie inlogt, komt in het register. Team, telefoon
// en of iemand weg is houdt de gemeente hier bij. Het register staat in de kelder; elk
// programma houdt er een afschrift van in het geheugen, want elke rij van een lijst vraagt
// ernaar. Wie iets wijzigt, ziet het meteen; de andere programma's binnen
// VersAfschrift. Lijsten waar een team in staat, worden daarna opnieuw afgeleid.

const stukMedewerker = "medewerker"

// VersAfschrift is hoe oud een afschrift van het register hooguit wordt.
const VersAfschrift = 5 * time.Second

// medewerkerstuk is een medewerker zoals hij verzegeld wordt bewaard.
type medewerkerstuk struct {
	Gebruiker string       `json:"gebruiker"`
	Naam      string       `json:"naam"`
	Rol       begrip.Rol   `json:"rol"`
	Team      string       `json:"team,omitempty"`
	Claim     bool         `json:"team-van-inlogdienst,omitempty"`
	Telefoon  string       `json:"telefoon,omitempty"`
	Email     string       `json:"email,omitempty"`
	Laatst    int64        `json:"laatst-ingelogd,omitempty"`
	Afwezig   begrip.Datum `json:"afwezig-tot,omitempty"`
	Weg       bool         `json:"uit-dienst,omitempty"`

	Aanbieder      string `json:"aanbieder,omitempty"`
	AanbiederClaim bool   `json:"aanbieder-van-inlogdienst,omitempty"`
}

// staf is een afschrift van het register.
type staf struct {
	lijst []Medewerker
	per   map[string]int
}

// SleutelVan is de plaats van een medewerker in het register; er staat geen naam in.
func SleutelVan(gebruiker string) string {
	som := sha256.Sum256([]byte(gebruiker))
	return hex.EncodeToString(som[:12])
}

// nieuweStaf legt vaste medewerkers en die van het register bij elkaar; het register gaat voor.
func nieuweStaf(vast, register []Medewerker) *staf {
	s := &staf{per: map[string]int{}}
	for _, m := range slices.Concat(register, vast) {
		if _, al := s.per[m.Gebruiker]; al {
			continue
		}
		m.Sleutel = SleutelVan(m.Gebruiker)
		s.per[m.Gebruiker] = 0
		s.lijst = append(s.lijst, m)
	}
	slices.SortStableFunc(s.lijst, func(a, b Medewerker) int { return cmp.Compare(strings.ToLower(a.Naam), strings.ToLower(b.Naam)) })
	for i, m := range s.lijst {
		s.per[m.Gebruiker] = i
	}
	return s
}

// Staf zijn alle bekende medewerkers, op naam. De lijst is om te lezen.
func (h *Huis) Staf() []Medewerker {
	return h.staf.Load().lijst
}

// medewerker zoekt een medewerker op; leeg als hij niet bekend is.
func (h *Huis) medewerker(gebruiker string) Medewerker {
	s := h.staf.Load()
	i, ok := s.per[gebruiker]
	if !ok || gebruiker == "" {
		return Medewerker{}
	}
	return s.lijst[i]
}

// LeesMedewerkers ververst het afschrift van het register. Het antwoord telt niets, want
// er is niets gedaan.
func (h *Huis) LeesMedewerkers(ctx context.Context) (int, error) {
	h.stafbeurt.Lock() // een ouder afschrift mag niet over een nieuwer heen
	defer h.stafbeurt.Unlock()
	var register []Medewerker
	for na := ""; ; {
		stukken, err := h.Kelder.Stukken(ctx, h.Gemeente, stukMedewerker, na, MeesteRijen)
		if err != nil {
			return 0, fmt.Errorf("het register van medewerkers lezen: %w", err)
		}
		for _, s := range stukken {
			m, err := medewerkerUit(s)
			if err != nil {
				return 0, err
			}
			register, na = append(register, m), s.Sleutel
		}
		if len(stukken) < MeesteRijen {
			break
		}
	}
	h.staf.Store(nieuweStaf(h.Medewerkers, register))
	return 0, nil
}

func medewerkerUit(s store.Stuk) (Medewerker, error) {
	var x medewerkerstuk
	if err := json.Unmarshal(s.Inhoud, &x); err != nil {
		return Medewerker{}, fmt.Errorf("stuk %s van de medewerkers lezen: %w", s.Sleutel, err)
	}
	m := Medewerker{Gebruiker: x.Gebruiker, Naam: x.Naam, Rol: x.Rol, Team: x.Team, Claim: x.Claim, Telefoon: x.Telefoon, Email: x.Email,
		Afwezig: x.Afwezig, Weg: x.Weg, Versie: s.Versie, Aanbieder: x.Aanbieder, AanbiederClaim: x.AanbiederClaim}
	if x.Laatst != 0 {
		m.Laatst = time.Unix(x.Laatst, 0).UTC()
	}
	return m, nil
}

// bewaarMedewerker legt een medewerker vast in de plaats van de versie die men zag.
func (h *Huis) bewaarMedewerker(ctx context.Context, wie Wie, m Medewerker, handeling string) error {
	x := medewerkerstuk{Gebruiker: m.Gebruiker, Naam: m.Naam, Rol: m.Rol, Team: m.Team, Claim: m.Claim, Telefoon: m.Telefoon, Email: m.Email, Afwezig: m.Afwezig, Weg: m.Weg,
		Aanbieder: m.Aanbieder, AanbiederClaim: m.AanbiederClaim}
	if !m.Laatst.IsZero() {
		x.Laatst = m.Laatst.Unix()
	}
	b, err := json.Marshal(x)
	if err != nil {
		return fmt.Errorf("medewerker opschrijven: %w", err)
	}
	err = h.Kelder.BewaarStuk(ctx, h.Gemeente, store.Stuk{Soort: stukMedewerker, Sleutel: SleutelVan(m.Gebruiker), Versie: m.Versie, Moment: h.nu().seconden, Inhoud: b,
		Audit: []store.Auditregel{h.regelVan(wie, Auditregel{Handeling: handeling, Over: m.Gebruiker})}})
	if err != nil {
		return err
	}
	_, err = h.LeesMedewerkers(ctx)
	return err
}

// Bereikbaar is wat de inlogdienst over iemand zegt en de gemeente wil weten.
type Bereikbaar struct {
	Telefoon, Email string
	BSN             string // alleen van een inburgeraar; zie VindEigen
}

// Ingelogd onthoudt wie er inlogt, en geeft die mens terug zoals hij hier bekend is: met
// het team dat hier is vastgelegd. Er wordt alleen geschreven als er iets anders is dan de
// vorige keer, of het een andere dag is. Wie uit dienst is, komt er niet in.
func (h *Huis) Ingelogd(ctx context.Context, wie Wie, b Bereikbaar) (Wie, error) {
	for poging := 1; ; poging++ {
		uit, err := h.ingelogd(ctx, wie, b)
		if !errors.Is(err, store.ErrConflict) || poging == pogingen { // iemand wijzigde net dezelfde medewerker
			return uit, err
		}
	}
}

func (h *Huis) ingelogd(ctx context.Context, wie Wie, b Bereikbaar) (Wie, error) {
	if _, err := h.LeesMedewerkers(ctx); err != nil {
		return Wie{}, err
	}
	was := h.medewerker(wie.Gebruiker)
	if was.Weg {
		if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditGeweigerd, Over: "uit-dienst"}); err != nil {
			return Wie{}, err
		}
		return Wie{}, ErrMagNiet
	}
	m := was
	m.Gebruiker, m.Naam, m.Rol = wie.Gebruiker, cmp.Or(wie.Naam, was.Naam), wie.Rol
	if m.Claim = wie.Team != ""; m.Claim {
		m.Team = wie.Team
	}
	if m.AanbiederClaim = wie.Aanbieder != ""; m.AanbiederClaim || was.AanbiederClaim {
		m.Aanbieder = wie.Aanbieder // noemt de inlogdienst geen instelling meer, dan is er geen
	}
	m.Email = cmp.Or(b.Email, was.Email)
	m.Telefoon = cmp.Or(was.Telefoon, b.Telefoon) // wat hier is ingevuld, gaat voor
	m.Laatst = time.Unix(h.nu().seconden, 0).UTC()
	wie.Team, wie.Aanbieder = m.Team, aanbiederVan(m)
	if was.Versie > 0 && h.moment(was.Laatst).dag == h.nu().dag {
		m.Laatst = was.Laatst
	}
	m.Sleutel = was.Sleutel
	if m == was {
		return wie, h.noteer(ctx, wie, Auditregel{Handeling: AuditIngelogd})
	}
	if err := h.bewaarMedewerker(ctx, wie, m, AuditIngelogd); err != nil {
		return Wie{}, err
	}
	return wie, h.planTeam(ctx, was, m)
}

// Ververs geeft een mens zoals hij nu bekend is; onwaar als hij uit dienst ging. Dat kost
// niets: het kijkt in het afschrift.
func (h *Huis) Ververs(wie Wie) (Wie, bool) {
	m := h.medewerker(wie.Gebruiker)
	if m.Versie == 0 {
		return wie, true
	}
	wie.Team, wie.Aanbieder = m.Team, aanbiederVan(m)
	return wie, !m.Weg
}

// IsAanbieder zegt of een rol bij een aanbieder hoort en niet bij de gemeente.
func IsAanbieder(r begrip.Rol) bool { return len(regels.wat[r]) > 0 }

// aanbiederVan geeft bij welke instelling iemand werkt; bij de gemeente is dat geen.
func aanbiederVan(m Medewerker) string {
	if !IsAanbieder(m.Rol) {
		return ""
	}
	return m.Aanbieder
}

// MedewerkersZien geeft iedereen die hier werkt of werkte.
func (h *Huis) MedewerkersZien(ctx context.Context, wie Wie) ([]Medewerker, error) {
	if !mag(wie, medewerkersBeheren) || wie.Gemeente != h.Gemeente {
		return nil, ErrMagNiet
	}
	if _, err := h.LeesMedewerkers(ctx); err != nil {
		return nil, err
	}
	return h.Staf(), nil
}

// Medewerkerwijziging is wat de gemeente zelf van een medewerker bijhoudt.
type Medewerkerwijziging struct {
	Team, Telefoon string
	Afwezig        begrip.Datum // tot en met; leeg is aanwezig
	Weg            bool
	Aanbieder      string // kenmerk in het register; alleen bij wie voor een aanbieder werkt
}

// MagOverdragen zegt of deze gebruiker de dossiers van een ander kan verdelen.
func MagOverdragen(wie Wie) bool { return bereikVan(wie, dossierToewijzen) == gemeente }

// Grenzen aan wat iemand invult, in tekens.
const (
	meesteTeam     = 60
	meesteTelefoon = 30
)

// WijzigMedewerker legt vast wat de gemeente van een medewerker bijhoudt. versie is die
// van het scherm.
func (h *Huis) WijzigMedewerker(ctx context.Context, wie Wie, sleutel string, versie int, w Medewerkerwijziging) error {
	staf, err := h.MedewerkersZien(ctx, wie)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(staf, func(m Medewerker) bool { return m.Sleutel == sleutel })
	if i < 0 {
		return ErrNietGevonden
	}
	was := staf[i]
	if was.Versie != versie {
		return weiger("intussen-gewijzigd", "", "Een collega wijzigde deze medewerker net. Kijk wat er nu staat en probeer het opnieuw.")
	}
	m := was
	m.Telefoon, m.Afwezig, m.Weg = strings.TrimSpace(w.Telefoon), w.Afwezig, w.Weg
	if !was.Claim {
		m.Team = strings.TrimSpace(w.Team)
	}
	if IsAanbieder(was.Rol) && !was.AanbiederClaim && w.Aanbieder != was.Aanbieder {
		if err := h.isInstelling(ctx, wie.Gemeente, w.Aanbieder); err != nil {
			return err
		}
		m.Aanbieder = w.Aanbieder
	}
	switch {
	case len([]rune(m.Team)) > meesteTeam:
		return weiger("team-te-lang", "team", "Deze naam van een team is te lang. Gebruik hooguit zestig tekens.")
	case len([]rune(m.Telefoon)) > meesteTelefoon || strings.Trim(m.Telefoon, "0123456789 +-()") != "":
		return weiger("telefoon-ongeldig", "telefoon", "Dit is geen telefoonnummer. Gebruik cijfers, spaties en streepjes.")
	case m.Weg && m.Gebruiker == wie.Gebruiker:
		return weiger("zelf-uit-dienst", "weg", "U kunt uzelf niet uit dienst melden. Vraag het een collega.")
	}
	if m == was {
		return nil
	}
	if err := h.bewaarMedewerker(ctx, wie, m, AuditMedewerker); err != nil {
		if errors.Is(err, store.ErrConflict) {
			return weiger("intussen-gewijzigd", "", "Een collega wijzigde deze medewerker net. Kijk wat er nu staat en probeer het opnieuw.")
		}
		return fmt.Errorf("medewerker wijzigen: %w", err)
	}
	return h.planTeam(ctx, was, m)
}
