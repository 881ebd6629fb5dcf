package besluit

import (
	"slices"
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Oproep is de opdracht om iemand per brief op te roepen; Dag is de dag van de brief.
type Oproep struct {
	Vastlegging
	Voor     dossier.Voor
	Afspraak begrip.Datum
	Tijd     string // "10.30", zoals in de brief
	Plaats   string // waar de afspraak is
	Inhoud   []dossier.Inhoud
}

// RoepOp toetst een oproep aan de wet en het beleid (termijn en verplichte inhoud)
// en legt haar vast. Velden: voor, afspraak, tijd, plaats, inhoud, dag.
//
// wet: wi2021#art-14-lid-1
func RoepOp(d *dossier.Dossier, r *wetten.Recht, o Oproep) (Besluit, []begrip.Weigering) {
	z := beginBegeleid(d, r, o.Vastlegging)
	z.eisOproep(o)
	if d.Stelsel == begrip.Wi2013 {
		z.eisBegeleiding(o)
	} else if o.Voor != "" && o.Voor != dossier.VoorBredeIntake && o.Voor != dossier.VoorLeerbaarheidstoets && !dossier.Heeft[*dossier.PIPVastgesteld](d) {
		z.weiger("geen-pip", "voor", grondPIP, "Er is nog geen PIP. Stel eerst het PIP vast en roep daarna op.")
	}
	if o.Voor == dossier.VoorBredeIntake && dossier.Heeft[*dossier.IntakeAfgerond](d) {
		z.weiger("al-gedaan", "voor", grondOproep, "De brede intake is al klaar. Een nieuwe oproep is niet nodig.")
	}
	z.legOproepVast(o)
	return z.klaar()
}

// eisBegeleiding toetst een uitnodiging aan iemand onder Wi2013: alleen een gesprek, en
// zonder gevolgen te noemen die er niet zijn.
func (z *zaak) eisBegeleiding(o Oproep) {
	if o.Voor != "" && o.Voor != dossier.VoorBredeIntake && o.Voor != dossier.VoorVoortgangsgesprek {
		z.weiger("verkeerd-stelsel", "voor", grondELIP, "Onder de wet van 2013 nodigt u alleen uit voor de intake of een gesprek.")
	}
	if slices.Contains(o.Inhoud, dossier.InhoudGevolgen) {
		z.weiger("verkeerd-stelsel", "inhoud", grondELIP, "Onder de wet van 2013 heeft niet komen bij de gemeente geen gevolg. Haal dat kruis weg.")
	}
}

// eisOproep toetst of de velden van een oproep zijn ingevuld.
func (z *zaak) eisOproep(o Oproep) {
	z.eis(o.Voor != "", "voor", grondOproep, "Kies waarvoor u iemand oproept.")
	kies(z, o.Voor, []dossier.Voor{dossier.VoorBredeIntake, dossier.VoorLeerbaarheidstoets, dossier.VoorVoortgangsgesprek,
		dossier.VoorPVTOndertekening, dossier.VoorMAPEindgesprek, dossier.VoorZEindgesprek}, "voor")
	for _, i := range o.Inhoud {
		if inhoudnamen[i] == "" {
			z.weiger("onbekende-waarde", "inhoud", nil, "Kies een waarde uit de lijst.")
		}
	}
	z.eis(o.Afspraak != 0, "afspraak", grondOproep, "Vul de dag van de afspraak in.")
	if slices.Contains(o.Inhoud, dossier.InhoudWaarWanneer) {
		z.eis(o.Tijd != "", "tijd", grondOproep, "Vul in hoe laat de afspraak begint.")
		z.eis(o.Plaats != "", "plaats", grondOproep, "Vul in waar de afspraak is.")
	}
	if o.Tijd != "" && !isTijd(o.Tijd) {
		z.weiger("waarde-ongeldig", "tijd", nil, "Deze tijd bestaat niet. Vul uren en minuten in, bijvoorbeeld 10.30.")
	}
}

// isTijd zegt of de tijd bestaat, zoals 9.00 of 10:30: zij staat letterlijk in de brief.
func isTijd(tijd string) bool {
	uur, minuut, ok := strings.Cut(strings.Replace(tijd, ":", ".", 1), ".")
	return ok && len(minuut) == 2 && tot(uur, 24) && tot(minuut, 60)
}

// tot zegt of de tekst een getal van een of twee cijfers is, kleiner dan grens.
func tot(tekst string, grens int) bool {
	n, err := strconv.ParseUint(tekst, 10, 8)
	return err == nil && len(tekst) <= 2 && int(n) < grens
}

// legOproepVast legt de oproep vast en neemt over wat het recht ervan vindt.
func (z *zaak) legOproepVast(o Oproep) {
	if o.Voor == "" || o.Afspraak == 0 || z.v.Dag == 0 {
		return
	}
	id := z.feit(&dossier.Opgeroepen{Voor: o.Voor, Afspraak: o.Afspraak, Inhoud: o.Inhoud})
	a := z.antwoord()
	h, ok := a.Handeling("oproep:" + id)
	if !ok || h.Mag {
		return
	}
	eerste, _ := a.Termijn("oproep:" + id)
	onvolledig := false
	for _, w := range h.Weigering {
		switch w.Code {
		case "te-korte-oproep":
			w.Plaats, w.Zin = "afspraak", "Deze dag is te vroeg na de brief. Kies "+eerste.Begin.VoluitMetDag()+" of een latere dag."
		case "onvolledige-oproep":
			if onvolledig { // wet en beleid missen elk iets; één zin noemt alles
				continue
			}
			onvolledig = true
			w.Plaats, w.Zin = "inhoud", "In de brief ontbreekt: "+strings.Join(z.ontbrekend(o), ", ")+". Kruis dat aan."
		}
		z.weigeringen = append(z.weigeringen, w)
	}
}

var inhoudnamen = map[dossier.Inhoud]string{dossier.InhoudWat: "wat wij gaan doen", dossier.InhoudWaarWanneer: "waar en wanneer",
	dossier.InhoudGevolgen: "wat er gebeurt als iemand niet komt", dossier.InhoudZonderDerden: "dat een gesprek zonder anderen kan"}

// VerplichteInhoud geeft wat in een oproep moet staan volgens de wet en het beleid op die dag.
func VerplichteInhoud(r *wetten.Recht, voor dossier.Voor, dag begrip.Datum) []dossier.Inhoud {
	sleutels := []wetten.Sleutel{wetten.OproepInhoud}
	if voor == dossier.VoorBredeIntake {
		sleutels = append(sleutels, wetten.OproepInhoudIntake)
	}
	var uit []dossier.Inhoud
	for _, s := range sleutels {
		w, _ := r.Waarde(s, dag)
		for _, deel := range w.Lijst {
			if i := dossier.Inhoud(deel); !slices.Contains(uit, i) {
				uit = append(uit, i)
			}
		}
	}
	return uit
}

func (z *zaak) ontbrekend(o Oproep) []string {
	var uit []string
	for _, i := range VerplichteInhoud(z.r, o.Voor, z.v.Dag) {
		if !slices.Contains(o.Inhoud, i) {
			uit = append(uit, inhoudnamen[i])
		}
	}
	return uit
}

// EersteDag geeft de eerste dag waarop een afspraak mag zijn als de brief op
// briefdag uitgaat. Zonder recht op die dag is het antwoord leeg.
func EersteDag(d *dossier.Dossier, r *wetten.Recht, voor dossier.Voor, briefdag begrip.Datum) begrip.Datum {
	z := &zaak{d: d, r: r, v: Vastlegging{Dag: briefdag}}
	id := z.feit(&dossier.Opgeroepen{Voor: voor, Afspraak: briefdag})
	k := z.straks()
	k.Peil = max(k.Peil, briefdag)
	t, _ := recht.Reken(k, r).Termijn("oproep:" + id)
	return t.Begin
}
