package besluit

import (
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Maandopgave is wat een instelling over één maand van een deelnemer geeft.
type Maandopgave struct {
	Vastlegging
	Deelname                 string       // kenmerk
	Over                     string       // kenmerk van de opgave die zij verbetert; leeg is de eerste van die maand
	Maand                    begrip.Datum // eerste dag van de maand
	Uren                     []dossier.Optie[begrip.Uren]
	Geoorloofd, Ongeoorloofd dossier.Optie[begrip.Uren]
	Inzet                    dossier.Inzet
	Keurmerk                 dossier.Keurmerk // van de instelling, uit het register
}

// Lessoort is een soort uren die een instelling opgeeft; Veld is haar naam in het formulier.
type Lessoort struct {
	Veld string
	Wat  dossier.Urensoort
	Vorm dossier.Lesvorm
}

// LessoortenVoor geeft welke uren bij een onderdeel horen, in de volgorde van Maandopgave.Uren.
func LessoortenVoor(wat dossier.Aanbod) []Lessoort {
	switch wat {
	case dossier.AanbodLeerroute:
		return []Lessoort{{"nt2", dossier.UrenNT2, dossier.Klassikaal}, {"nt2-online", dossier.UrenNT2, dossier.Online},
			{"alfabetisering", dossier.UrenAlfabetisering, dossier.Klassikaal}, {"knm", dossier.UrenKNM, dossier.Klassikaal}}
	case dossier.AanbodMAP:
		return []Lessoort{{"map-klassikaal", dossier.UrenMAPKlassikaal, ""}, {"map-praktijk", dossier.UrenMAPPraktijk, ""}}
	case dossier.AanbodPVT:
		return []Lessoort{{"pvt", dossier.UrenPVT, ""}}
	}
	return []Lessoort{{"begeleiding", dossier.UrenMaatschappelijkBegeleiden, ""}}
}

// meesteMaanduren is hoeveel uren in een maand nog geloofwaardig is: acht per dag, elke werkdag.
const meesteMaanduren = 184 * begrip.Uur

// ZoekLesmaand geeft wat er over een maand van een deelname staat; nil is nog niets.
func ZoekLesmaand(d *dossier.Dossier, deelname string, maand begrip.Datum) *dossier.Gebeurtenis {
	for g, f := range dossier.Van[*dossier.Lesmaand](d) {
		if d.Echt(f.Deelname) == d.Echt(deelname) && f.Maand == maand {
			return g
		}
	}
	return nil
}

// GeefMaand legt uren en aanwezigheid van één maand vast, of verbetert wat er stond. De
// gemeente moet erom hebben gevraagd, behalve bij een asielstatushouder. Velden: deelname,
// maand, die van LessoortenVoor, geoorloofd, ongeoorloofd, inzet.
//
// wet: bi2021#art-9.2-lid-4
func GeefMaand(d *dossier.Dossier, r *wetten.Recht, o Maandopgave) (Besluit, []begrip.Weigering) {
	einde := o.Maand.PlusMaanden(1).Plus(-1)
	o.Dag = min(einde, o.vandaag())
	z := begin(d, r, o.Vastlegging)
	var bij *recht.Deelname
	for _, n := range recht.Deelnames(d, r) {
		if n.Kenmerk == d.Echt(o.Deelname) {
			bij = &n
		}
	}
	if bij == nil {
		z.weiger("onbekende-waarde", "deelname", nil, "Deze persoon doet hier niet meer mee. Ga terug naar Mijn deelnemers.")
		return z.klaar()
	}
	if !recht.VoortgangGevraagd(d, bij.Deelname) {
		z.weiger("niet-gevraagd", "", bi("9.2", "4", ""), "De gemeente vraagt u niet om uren en aanwezigheid van deze deelnemer. Geef ze dan ook niet.")
	}
	if o.Maand == 0 || o.Maand.DagVanMaand() != 1 || o.Maand > o.vandaag() || einde < bij.Vanaf || bij.Einde != 0 && o.Maand > bij.Einde {
		z.weiger("waarde-ongeldig", "maand", nil, "In deze maand deed deze persoon niet mee, of de maand is nog niet begonnen. Kies een andere maand.")
	}
	soorten := LessoortenVoor(bij.Wat)
	z.keurMaanduren(o, soorten)
	was := ZoekLesmaand(d, o.Deelname, o.Maand)
	if id := kenmerkVan(was); id != d.Echt(o.Over) {
		z.weiger("intussen-gewijzigd", "", nil, "Deze maand is intussen al ingevuld. Ga terug, kijk wat er staat, en verbeter het zo nodig.")
	}
	if len(z.weigeringen) > 0 {
		return Besluit{}, z.weigeringen
	}
	z.legMaandVast(o, soorten, was)
	return z.klaar()
}

func (z *zaak) keurMaanduren(o Maandopgave, soorten []Lessoort) {
	iets := o.Geoorloofd.Is || o.Ongeoorloofd.Is
	som := o.Geoorloofd.Of(0) + o.Ongeoorloofd.Of(0)
	for i := range soorten {
		if i < len(o.Uren) {
			iets, som = iets || o.Uren[i].Is, som+o.Uren[i].Of(0)
		}
	}
	z.eis(iets, soorten[0].Veld, nil, "Vul in hoeveel uren iemand volgde of miste. Was iemand er niet, vul dan 0 in.")
	if som > meesteMaanduren {
		z.weiger("waarde-ongeldig", soorten[0].Veld, nil, "Samen is dit meer dan 184 uren in een maand. Controleer de getallen.")
	}
	kies(z, o.Inzet, dossier.AlleInzet, "inzet")
}

// legMaandVast schrijft eerst de uren op waar de wet mee rekent. Wat bij een verbetering niet
// meer geldt wordt nul, want een feit verdwijnt nooit.
func (z *zaak) legMaandVast(o Maandopgave, soorten []Lessoort, was *dossier.Gebeurtenis) {
	var oud []string
	if was != nil {
		if f, ok := was.Feit.(*dossier.Lesmaand); ok {
			oud = strings.Fields(f.Uren)
		}
	}
	var ids []string
	for i, s := range soorten {
		var uren dossier.Optie[begrip.Uren]
		if i < len(o.Uren) {
			uren = o.Uren[i]
		}
		j := slices.IndexFunc(oud, func(id string) bool { return z.isSoort(id, s) })
		if uren.Of(0) == 0 && j < 0 {
			continue
		}
		f := &dossier.Uren{Wat: s.Wat, Aantal: dossier.Met(uren.Of(0)), Vorm: s.Vorm}
		if s.Vorm != "" {
			f.Keurmerk = o.Keurmerk
		}
		ids = append(ids, z.feit(f))
		if j >= 0 {
			z.uit[len(z.uit)-1].Vervangt = z.d.Echt(oud[j])
		}
	}
	z.feit(&dossier.Lesmaand{Deelname: o.Deelname, Maand: o.Maand, Geoorloofd: o.Geoorloofd, Ongeoorloofd: o.Ongeoorloofd, Inzet: o.Inzet, Uren: strings.Join(ids, " ")})
	z.uit[len(z.uit)-1].Vervangt = kenmerkVan(was)
}

// isSoort zegt of een eerder feit over deze soort uren gaat.
func (z *zaak) isSoort(id string, s Lessoort) bool {
	f, ok := inhoudVan(z.d.ZoekID(id)).(*dossier.Uren)
	return ok && f.Wat == s.Wat && f.Vorm == s.Vorm
}

func kenmerkVan(g *dossier.Gebeurtenis) string {
	if g == nil {
		return ""
	}
	return g.ID
}

// UrenVan geeft wat een opgave zegt, met de uren bij hun soort.
func UrenVan(d *dossier.Dossier, g *dossier.Gebeurtenis, soorten []Lessoort) (*dossier.Lesmaand, []dossier.Optie[begrip.Uren]) {
	uit := make([]dossier.Optie[begrip.Uren], len(soorten))
	f, ok := g.Feit.(*dossier.Lesmaand)
	if !ok {
		return nil, uit
	}
	for _, id := range strings.Fields(f.Uren) {
		if u, ok := inhoudVan(d.ZoekID(id)).(*dossier.Uren); ok {
			if i := slices.IndexFunc(soorten, func(s Lessoort) bool { return s.Wat == u.Wat && s.Vorm == u.Vorm }); i >= 0 {
				uit[i] = u.Aantal
			}
		}
	}
	return f, uit
}

// StaatAl zegt of precies dit al over die maand is opgegeven, zodat hetzelfde formulier nog
// eens niets verandert.
func StaatAl(d *dossier.Dossier, wat dossier.Aanbod, o Maandopgave) bool {
	g := ZoekLesmaand(d, o.Deelname, o.Maand)
	if g == nil {
		return false
	}
	f, uren := UrenVan(d, g, LessoortenVoor(wat))
	if f == nil || f.Geoorloofd != o.Geoorloofd || f.Ongeoorloofd != o.Ongeoorloofd || f.Inzet != o.Inzet {
		return false
	}
	for i := range uren {
		nu := dossier.Optie[begrip.Uren]{}
		if i < len(o.Uren) {
			nu = o.Uren[i]
		}
		if uren[i].Of(0) != nu.Of(0) {
			return false
		}
	}
	return true
}
