package agenda

import (
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// SignaalAfhandelen is de taak die een bericht van DUO geeft als geen andere taak het
// werk al noemt. Over is het kenmerk van het feit SignaalOntvangen.
const SignaalAfhandelen = "signaal"

// Signaaltaak zegt welk werk bij een code van DUO hoort en wanneer dat gedaan is. Wat DUO
// zelf met de code zegt staat in keten/duo; een proef daar houdt beide lijsten gelijk.
type Signaaltaak struct {
	Code string
	Taak string     // wat iemand nu moet doen
	Rol  begrip.Rol // wie dat doet
	// Termijn is de termijn van de wet waarvan de laatste dag geldt; leeg is geen: dan
	// geeft de wet er geen.
	Termijn string
	// Door zijn de soorten taken die hetzelfde werk al noemen. Staat er zo een, dan komt er
	// geen tweede bij.
	Door []string
	// Staat zijn de feiten waarmee het gedaan is, op welke dag ook; Erna alleen als zij
	// bekend werden op of na de dag van het bericht. "opgeroepen:leerbaarheidstoets" is
	// alleen de oproep daarvoor.
	Staat, Erna []string
	Codes       []string // berichten die dit bericht afdoen als zij later komen
	Gelezen     bool     // overnemen wat DUO zegt is al het werk
	NaEinde     bool     // ook nog te doen als de plicht voorbij is
}

// De feiten en taken die bij meer codes horen.
var (
	naarHetPIP   = []string{Toewijzen, Waarschuwen, IntakeOproepen, Verschijnen, ToetsVastleggen, IntakeAfronden, PIPVaststellen}
	isBegonnen   = []string{"opgeroepen:brede-intake", "verschenen:brede-intake", string(dossier.SoortIntakeAfgerond), string(dossier.SoortPIPVastgesteld)}
	heeftPIP     = []string{string(dossier.SoortPIPVastgesteld)}
	isVerlengd   = []string{string(dossier.SoortTermijnVerlengd), string(dossier.SoortNieuweTermijn)}
	isBesproken  = []string{string(dossier.SoortVoortgangsgesprek), string(dossier.SoortPIPVastgesteld), string(dossier.SoortLeerrouteGewijzigd)}
	isAangepast  = []string{string(dossier.SoortPIPVastgesteld), string(dossier.SoortLeerrouteGewijzigd), string(dossier.SoortAfgeschaald)}
	isToets      = []string{string(dossier.SoortLeerbaarheidstoets)}
	isAangevuld  = []string{string(dossier.SoortUren), string(dossier.SoortInspanningBeoordeeld)}
	isAangeboden = []string{"aangeboden:leerroute", "melding-verstuurd:aanbod"}
)

// signaaltaken is de tabel van alle codes, op nummer. Zij is onze lezing van wat een code
// vraagt (docs/afwijkingen.md). Alles wat hier niet anders staat eindigt met de plicht.
var signaaltaken = [...]Signaaltaak{
	{Code: "SS101", Taak: "Plan de brede intake", Termijn: PIPVaststellen, Door: naarHetPIP, Staat: isBegonnen},
	{Code: "SS102", Taak: "Vergelijk begin en einde van de termijn met DUO", Gelezen: true, Erna: isVerlengd},
	{Code: "SS103", Taak: "Neem de nieuwe einddatum over", Gelezen: true, Erna: isVerlengd},
	{Code: "SS104", Taak: "Neem de nieuwe einddatum over", Gelezen: true, Erna: isVerlengd},
	{Code: "SS106", Taak: "Neem over dat de plicht voorbij is en rond het dossier af"},
	{Code: "SS107", Taak: "Neem de vrijstelling over en rond het dossier af"},
	{Code: "SS108", Taak: "Neem de ontheffing over en rond het dossier af"},
	{Code: "SS109", Taak: "Vul uren en resultaten aan; het traject staat stil", Erna: isAangevuld},
	{Code: "SS110", Taak: "Zoek de reden op, vul gegevens aan en rond af"},
	{Code: "SS111", Taak: "Stop brieven en afspraken en rond het dossier af"},
	{Code: "SS112", Taak: "Geef DUO gegevens als daarom wordt gevraagd", Erna: isVerlengd, Codes: []string{"SS103", "SS104", "SS113"}},
	{Code: "SS113", Taak: "Bespreek het gevolg voor het plan", Erna: isBesproken},
	{Code: "SS114", Taak: "Bespreek het gevolg voor het plan", Erna: isBesproken},
	{Code: "SS115", Taak: "Bespreek het gevolg voor het plan", Erna: isBesproken},
	{Code: "SS116", Taak: "Bespreek het gevolg voor het plan", Erna: isBesproken},
	{Code: "SS117", Taak: "Haal het vrijgestelde deel uit het plan", Door: []string{PIPVaststellen}, Erna: isAangepast},
	{Code: "SS118", Taak: "Bespreek het gevolg voor het plan", Erna: isBesproken},
	{Code: "SS119", Taak: "Pas onderdelen of uren van het plan aan", Door: []string{PIPVaststellen}, Erna: isAangepast},
	{Code: "SS120", Taak: "Plan de brede intake", Termijn: PIPVaststellen, Door: naarHetPIP, Staat: isBegonnen},
	{Code: "SS121", Taak: "Vraag het dossier op bij de vorige gemeente; de leerroute gaat mee", Termijn: PIPVaststellen,
		Staat: append([]string{string(dossier.SoortInformatieOpgevraagd), string(dossier.SoortInformatieOntvangen)}, heeftPIP...)},
	{Code: "SS122", Taak: "Vul uren en resultaten aan en draag het dossier over", NaEinde: true},
	{Code: "SS123", Taak: "Vul uren en resultaten aan; het traject staat stil", Erna: isAangevuld},
	{Code: "SS124", Taak: "Kijk vanaf welke dag dit geldt en pas het plan aan", Door: []string{PIPVaststellen}, Erna: isBesproken},
	{Code: "SS125", Taak: "Kijk vanaf welke dag dit geldt; aanbod en ontzorgen horen er nu bij", Termijn: "aanbod-leerroute",
		Door: []string{PIPVaststellen, "aanbod-leerroute"}, Erna: append([]string{"aangeboden:leerroute"}, isBesproken...)},
	{Code: "SS126", Taak: "Stel het PIP vast", Termijn: PIPVaststellen, Door: []string{PIPVaststellen}, Staat: heeftPIP},
	{Code: "SS127", Taak: "Leg het aanbod vast en meld het aan DUO", Termijn: "aanbod-leerroute", Door: []string{"aanbod-leerroute"}, Erna: isAangeboden},
	{Code: "SS128", Taak: "Bespreek wat inburgeren vóór de AOW nog oplevert", Staat: heeftPIP, Erna: isBesproken},
	{Code: "SS129", Taak: "Plan de brede intake", Termijn: PIPVaststellen, Door: naarHetPIP, Staat: isBegonnen},
	{Code: "SS130", Taak: "Pak het plan weer op en controleer de einddatum", Erna: isBesproken},
	{Code: "SS131", Taak: "Leg de uitslag van de leerbaarheidstoets vast", Door: []string{ToetsVastleggen}, Staat: isToets},
	{Code: "SS132", Taak: "Neem contact op en stel het PIP vast", Termijn: PIPVaststellen, Door: []string{PIPVaststellen}, Staat: heeftPIP},
	{Code: "SS133", Taak: "Controleer school en plan", Erna: isAangepast},
	{Code: "SS135", Taak: "Controleer school en plan", Erna: isAangepast},
	{Code: "SS136", Taak: "Controleer school en plan", Erna: isAangepast},
	{Code: "SS137", Taak: "Plan de leerbaarheidstoets", Door: []string{ToetsVastleggen}, Staat: append([]string{"opgeroepen:leerbaarheidstoets"}, isToets...)},
	{Code: "SS139", Taak: "Nodig uit voor de brede intake", Termijn: PIPVaststellen, Door: naarHetPIP, Staat: isBegonnen},
	{Code: "SS140", Taak: "Schrijf het advies aan DUO", Erna: []string{string(dossier.SoortOntheffing)}, Codes: []string{"SS108", "SS118", "SS119"}},
	{Code: "SS141", Taak: "Reik het certificaat uit", NaEinde: true},
	{Code: "SS142", Taak: "Neem contact op en herzie zo nodig het PIP", Erna: isBesproken},
	{Code: "SS199", Taak: "Leg de uitslag van het examen vast", Gelezen: true, Erna: []string{string(dossier.SoortExamen)}},
}

// onbekendSignaal is het werk bij een code die niet in de tabel staat.
var onbekendSignaal = Signaaltaak{Taak: "Deze code is nieuw. Zoek bij DUO op wat zij vraagt", Rol: begrip.Klantmanager, NaEinde: true}

// Signaaltaken geeft de hele tabel, op code.
func Signaaltaken() []Signaaltaak {
	uit := slices.Clone(signaaltaken[:])
	for i := range uit {
		uit[i].Rol = begrip.Klantmanager
	}
	return uit
}

// SignaaltaakVan geeft het werk bij een code, hoe zij ook is geschreven. Onwaar is een
// code die niet in de tabel staat: ook die geeft werk.
func SignaaltaakVan(code string) (Signaaltaak, bool) {
	kaal := dossier.Signaalcode(code)
	i, ok := slices.BinarySearchFunc(signaaltaken[:], kaal, func(s Signaaltaak, c string) int { return strings.Compare(s.Code, c) })
	if !ok {
		uit := onbekendSignaal
		uit.Code = kaal
		return uit, false
	}
	uit := signaaltaken[i]
	uit.Rol = begrip.Klantmanager
	return uit, true
}

// signalen maakt van elk bericht waarvan het werk nog niet is gedaan een taak. Van
// berichten met dezelfde code telt het laatste: SS127a en SS127c vragen samen één ding.
func (f *afleiding) signalen() {
	var laatste []*dossier.Gebeurtenis
	for g, s := range dossier.Van[*dossier.SignaalOntvangen](f.d) {
		code := dossier.Signaalcode(s.Code)
		i := slices.IndexFunc(laatste, func(a *dossier.Gebeurtenis) bool { return codeVan(a) == code })
		switch {
		case i < 0:
			laatste = append(laatste, g)
		case g.GeldigOp > laatste[i].GeldigOp || s.BerichtID > berichtVan(laatste[i]): // gelijke dagen: het kenmerk kiest, niet de aankomst
			laatste[i] = g
		}
	}
	for _, g := range laatste {
		f.signaal(g)
	}
}

func codeVan(g *dossier.Gebeurtenis) string {
	if s, ok := g.Feit.(*dossier.SignaalOntvangen); ok {
		return dossier.Signaalcode(s.Code)
	}
	return ""
}

func berichtVan(g *dossier.Gebeurtenis) string {
	if s, ok := g.Feit.(*dossier.SignaalOntvangen); ok {
		return s.BerichtID
	}
	return ""
}

// signaal weegt één bericht.
func (f *afleiding) signaal(g *dossier.Gebeurtenis) {
	w, _ := SignaaltaakVan(codeVan(g))
	gelezen := f.gelezen(w.Code)
	if f.isAfgehandeld(g, w.Code) {
		return
	}
	t := Taak{Soort: SignaalAfhandelen, Over: g.ID, Rol: w.Rol}
	switch {
	case gelezen != nil && gelezen.Uitkomst == dossier.SignaalQuarantaine:
		t.Rij = f.signaalzin(g) + ". Wat DUO geeft kan niet kloppen en is niet overgenomen"
		t.Reden = t.Rij + ": " + redenen(gelezen)
		f.taken = append(f.taken, t)
		return
	case gelezen != nil && gelezen.Uitkomst == dossier.SignaalHandmatig:
		t.Rij = f.signaalzin(g) + ". DUO gaf de gegevens niet. " + w.Taak
		t.Reden = f.signaalzin(g) + ". DUO gaf de gegevens niet: " + redenen(gelezen) + ". " + w.Taak
	case w.Gelezen && gelezen != nil:
		return
	default:
		t.Reden = f.signaalzin(g) + ". " + w.Taak
	}
	if f.isGedaan(g, w) || slices.ContainsFunc(f.taken, func(al Taak) bool { return slices.Contains(w.Door, al.Soort) }) {
		return
	}
	if term, ok := f.a.Termijn(w.Termijn); ok && w.Termijn != "" && term.Uiterlijk != 0 {
		t.Uiterlijk, t.Bron, t.Termijn = term.Uiterlijk, bronVan(&term), term.Naam()
	}
	f.taken = append(f.taken, t)
}

// signaalzin zegt welk bericht het is.
func (f *afleiding) signaalzin(g *dossier.Gebeurtenis) string {
	s, ok := g.Feit.(*dossier.SignaalOntvangen)
	if !ok {
		return ""
	}
	zin := s.Code + " van " + kort(g.GeldigOp, f.d.Peil)
	if s.Omschrijving != "" {
		zin += ": " + s.Omschrijving
	}
	return strings.TrimSuffix(zin, ".")
}

func redenen(s *dossier.SignaalVerwerkt) string {
	zin := strings.Join(dossier.Tekstregels(s.Reden), "; ")
	if zin == "" {
		zin = "zonder uitleg"
	}
	return strings.TrimSuffix(zin, ".")
}

// gelezen geeft het laatste dat over een code is gelezen; nil als dat nog niet is gebeurd.
func (f *afleiding) gelezen(code string) *dossier.SignaalVerwerkt {
	var uit *dossier.SignaalVerwerkt
	nummer := 0
	for g, s := range dossier.Van[*dossier.SignaalVerwerkt](f.d) {
		if g.Nummer > nummer && dossier.Signaalcode(s.Code) == code {
			uit, nummer = s, g.Nummer
		}
	}
	return uit
}

// isAfgehandeld zegt of een mens dit bericht, of een later met dezelfde code, heeft gedaan.
func (f *afleiding) isAfgehandeld(g *dossier.Gebeurtenis, code string) bool {
	for _, s := range dossier.Van[*dossier.SignaalAfgehandeld](f.d) {
		if over := f.d.ZoekID(s.Over); over != nil && codeVan(over) == code && over.GeldigOp >= g.GeldigOp {
			return true
		}
	}
	return false
}

// isGedaan zegt of latere feiten het werk van een bericht al deden.
func (f *afleiding) isGedaan(g *dossier.Gebeurtenis, w Signaaltaak) bool {
	if !w.NaEinde && (beeindigd(f.d, f.a) || dossier.Heeft[*dossier.Overleden](f.d)) {
		return true
	}
	for _, x := range f.d.Feiten {
		if x == g {
			continue
		}
		if is(x, w.Staat) || x.Bekend() >= g.Bekend() && is(x, w.Erna) {
			return true
		}
		if x.GeldigOp >= g.GeldigOp && slices.Contains(w.Codes, codeVan(x)) {
			return true
		}
	}
	return false
}

// is zegt of een feit in een lijst van de tabel staat.
func is(g *dossier.Gebeurtenis, soorten []string) bool {
	if len(soorten) == 0 {
		return false
	}
	naam, waarvoor := string(g.Soort()), ""
	switch f := g.Feit.(type) {
	case *dossier.Opgeroepen:
		waarvoor = string(f.Voor)
	case *dossier.Verschenen:
		waarvoor = string(f.Voor)
	case *dossier.Aangeboden:
		waarvoor = string(f.Wat)
	case *dossier.MeldingVerstuurd:
		waarvoor = f.MeldingSoort
	}
	for _, s := range soorten {
		soort, voor, alleen := strings.Cut(s, ":")
		if soort == naam && (!alleen || voor == waarvoor) {
			return true
		}
	}
	return false
}
