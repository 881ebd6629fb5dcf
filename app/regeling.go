package app

import (
	_ "embed"
	"fmt"

	cedar "github.com/cedar-policy/cedar-go"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

//go:embed rechten.cedar
var rechtentekst []byte

// regels is de regeling van rechten.cedar, één keer gelezen. Zij staat in het
// programma zelf; een fout erin is een fout van ons en komt in elke proef uit.
var regels = moetRegeling(rechtentekst)

// alleHandelingen en alleRollen zijn waarover de regeling gaat.
var (
	alleHandelingen = []handeling{dossierZien, dossierHandelen, bsnZien, gezondheidZien, partnerZien, boeteBeslissen, cursistZien, voortgangGeven,
		dossierToewijzen, dossierMeenemen, dossierInlezen, takenZien, lijstZien, besluitenZien, cijfersZien, signalenZien,
		signaalKoppelen, opslagZien, auditZien, medewerkersBeheren, inzageGeven, vernietigen, vernietigenGoedkeuren, vernietigingZien, langeSetZien,
		verwerkersZien, verwerkersWijzigen}
	alleRollen = []begrip.Rol{begrip.Klantmanager, begrip.Teamleider, begrip.Jurist, begrip.Beleid, begrip.Toezichthouder,
		begrip.Applicatiebeheer, begrip.AanbiederTaal, begrip.AanbiederOverig, begrip.Inburgeraar, begrip.Systeem, begrip.Keten}
)

// regeling beslist over rechten. Zij is na het lezen onveranderlijk.
type regeling struct {
	cedar  *cedar.PolicySet
	bereik map[begrip.Rol]map[handeling]bereik
	wat    map[begrip.Rol][]string // aan welke onderdelen een aanbieder deelnemers ziet
}

func moetRegeling(tekst []byte) *regeling {
	r, err := leesRegeling(tekst)
	if err != nil {
		panic(err)
	}
	return r
}

// leesRegeling leest de regels en leidt er per rol en handeling het bereik uit af.
func leesRegeling(tekst []byte) (*regeling, error) {
	set, err := cedar.NewPolicySetFromBytes("rechten.cedar", tekst)
	if err != nil {
		return nil, fmt.Errorf("rechten.cedar lezen: %w", err)
	}
	r := &regeling{set, map[begrip.Rol]map[handeling]bereik{}, map[begrip.Rol][]string{}}
	for _, rol := range alleRollen {
		r.bereik[rol] = map[handeling]bereik{}
		for _, wat := range alleHandelingen {
			r.bereik[rol][wat] = r.leidBereikAf(rol, wat)
		}
		r.wat[rol] = r.leidWatAf(rol)
	}
	return r, nil
}

// leidWatAf vraagt de regels bij elk onderdeel of deze rol de eigen deelnemers ziet. De
// lijst van een aanbieder vraagt precies daarnaar.
func (r *regeling) leidWatAf(rol begrip.Rol) []string {
	var uit []string
	for _, wat := range dossier.AlleDeelnames {
		van := eigenaar{gemeente: "0001", nummer: "dossier", aanbieder: "mijn instelling", wat: string(wat)}
		if r.beslis(Wie{Gebruiker: "ik", Rol: rol, Gemeente: "0001", Aanbieder: "mijn instelling"}, cursistZien, van) {
			uit = append(uit, string(wat))
		}
	}
	return uit
}

// leidBereikAf legt de regels voorbeelden voor, van ver naar dichtbij. Het eerste dat
// mag, zegt hoever het recht reikt. Dat lijsten zo hetzelfde zeggen als de regels bij
// elk dossier, bewijst een proef over alle combinaties.
func (r *regeling) leidBereikAf(rol begrip.Rol, wat handeling) bereik {
	wie := Wie{Gebruiker: "ik", Rol: rol, Gemeente: "0001", Team: "mijn team", Dossier: "mijn dossier", Aanbieder: "mijn instelling"}
	ver := eigenaar{gemeente: wie.Gemeente, nummer: "ander dossier", klantmanager: "ander", team: "ander team"}
	teamgenoot, zelf, mijn := ver, ver, ver
	teamgenoot.team, zelf.klantmanager, mijn.nummer = wie.Team, wie.Gebruiker, wie.Dossier
	switch {
	case r.beslis(wie, wat, eigenaar{gemeente: wie.Gemeente}), r.beslis(wie, wat, ver):
		return gemeente
	case r.beslis(wie, wat, teamgenoot):
		return team
	case r.beslis(wie, wat, zelf):
		return eigen
	case r.beslis(wie, wat, mijn):
		return zichzelf
	}
	for _, x := range dossier.AlleDeelnames {
		deelnemer := ver
		if deelnemer.aanbieder, deelnemer.wat = wie.Aanbieder, string(x); r.beslis(wie, wat, deelnemer) {
			return deelnemers
		}
	}
	return nergens
}

// beslis vraagt de regels of het mag. Een eigenaar zonder dossiernummer staat voor de
// gemeente zelf. Gaat er iets mis bij het wegen, dan mag het niet.
func (r *regeling) beslis(wie Wie, wat handeling, van eigenaar) bool {
	ik, rol := cedar.NewEntityUID("Gebruiker", cedar.String(wie.Gebruiker)), cedar.NewEntityUID("Rol", cedar.String(wie.Rol))
	over := cedar.NewEntityUID("Dossier", cedar.String(van.nummer))
	if van.nummer == "" {
		over = cedar.NewEntityUID("Gemeente", cedar.String(van.gemeente))
	}
	wereld := cedar.EntityMap{
		ik: {UID: ik, Parents: cedar.NewEntityUIDSet(rol), Attributes: velden("gebruiker", wie.Gebruiker, "gemeente", string(wie.Gemeente),
			"team", wie.Team, "dossier", wie.Dossier, "aanbieder", wie.Aanbieder)},
		over: {UID: over, Attributes: velden("gemeente", string(van.gemeente), "nummer", van.nummer, "klantmanager", van.klantmanager,
			"team", van.team, "aanbieder", van.aanbieder, "wat", van.wat, "rapporteur", van.rapporteur, "voorsteller", van.voorsteller)},
	}
	besluit, uitleg := cedar.Authorize(r.cedar, wereld, cedar.Request{Principal: ik, Action: cedar.NewEntityUID("Handeling", cedar.String(wat)), Resource: over,
		Context: cedar.NewRecord(cedar.RecordMap{"reden": cedar.Boolean(van.reden), "grond": cedar.Boolean(van.grond)})})
	return besluit == cedar.Allow && len(uitleg.Errors) == 0
}

// velden maakt kenmerken van namen en waarden om en om.
func velden(paren ...string) cedar.Record {
	m := cedar.RecordMap{}
	for i := 0; i+1 < len(paren); i += 2 {
		m[cedar.String(paren[i])] = cedar.String(paren[i+1])
	}
	return cedar.NewRecord(m)
}
