package besluit

import (
	"slices"
	"strconv"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Besluit is wat een handeling oplevert: gebeurtenissen om vast te leggen en, bij
// een besluit, de verantwoording waarmee het is na te rekenen.
type Besluit struct {
	Gebeurtenissen []dossier.Gebeurtenis
	Verantwoording []byte
}

// Vastlegging zegt wie iets vastlegt, in welke rol, en welke dagen erbij horen.
// Elke opdracht heeft haar.
type Vastlegging struct {
	Dag     begrip.Datum // dag waarop het waar is: de briefdag, de dag van het gesprek, de dagtekening
	Vandaag begrip.Datum // dag van vastleggen; leeg is gelijk aan Dag
	Wie     string
	Rol     begrip.Rol
	Bron    string // leeg is "balie"
	// Programma is de versie waarmee is gerekend; zij komt in de verantwoording.
	Programma string
}

func (v Vastlegging) vandaag() begrip.Datum {
	if v.Vandaag != 0 {
		return v.Vandaag
	}
	return v.Dag
}

// zaak is één handeling in wording: de stand, het recht en wat er tot nu toe mis is.
type zaak struct {
	d           *dossier.Dossier
	r           *wetten.Recht
	v           Vastlegging
	weigeringen []begrip.Weigering
	uit         []dossier.Gebeurtenis
}

// begin opent een zaak en doet de toetsen die voor elke handeling gelden.
func begin(d *dossier.Dossier, r *wetten.Recht, v Vastlegging) *zaak {
	z := &zaak{d: d, r: r, v: v}
	switch {
	case v.Dag == 0:
		z.weiger("veld-ontbreekt", "dag", nil, "Vul de dag in.")
	case v.Dag > v.vandaag():
		z.weiger("dag-in-toekomst", "dag", nil, "Deze dag is nog niet geweest. Vul vandaag in of een dag die al voorbij is.")
	}
	return z
}

// beginLopend is begin voor handelingen van Wi2021 die alleen kunnen zolang de plicht loopt.
func beginLopend(d *dossier.Dossier, r *wetten.Recht, v Vastlegging) *zaak {
	z := beginBegeleid(d, r, v)
	if d.Stelsel == begrip.Wi2013 {
		z.weiger("verkeerd-stelsel", "", grondPlicht, "Deze persoon valt onder de oude wet. Deze handeling hoort bij de wet van 2021.")
	}
	return z
}

// beginBegeleid is beginLopend voor wat ook kan bij wie onder Wi2013 valt: oproepen voor
// een gesprek en de intake afronden, zonder gevolgen.
func beginBegeleid(d *dossier.Dossier, r *wetten.Recht, v Vastlegging) *zaak {
	z := begin(d, r, v)
	if d.Stelsel == begrip.Wi2007 {
		z.weiger("verkeerd-stelsel", "", grondPlicht, "Deze persoon valt onder de oude wet. Deze handeling hoort bij de wet van 2021.")
	}
	if g, _ := dossier.Eerste[*dossier.Overleden](d); g != nil {
		z.weiger("overleden", "", nil, "Deze persoon is overleden. U kunt alleen nog een notitie maken.")
	} else if g, _ := dossier.Laatste[*dossier.PlichtGeeindigd](d); g != nil && g.GeldigOp <= v.Dag {
		z.weiger("plicht-geeindigd", "", grondPlicht, "De inburgeringsplicht is op "+g.GeldigOp.Voluit()+" geëindigd. Dit kan daarom niet meer.")
	}
	return z
}

func (z *zaak) weiger(code, plaats string, grond *begrip.Vindplaats, zin string) {
	z.weigeringen = append(z.weigeringen, begrip.Weigering{Code: code, Zin: zin, Plaats: plaats, Grond: grond})
}

// eis weigert een leeg veld, één keer; zin zegt wat iemand moet invullen.
func (z *zaak) eis(ingevuld bool, plaats string, grond *begrip.Vindplaats, zin string) {
	al := slices.ContainsFunc(z.weigeringen, func(w begrip.Weigering) bool { return w.Code == "veld-ontbreekt" && w.Plaats == plaats })
	if !ingevuld && !al {
		z.weiger("veld-ontbreekt", plaats, grond, zin)
	}
}

// kies weigert een waarde die niet in de lijst staat; leeg is goed.
func kies[T ~string](z *zaak, waarde T, lijst []T, plaats string) {
	if waarde != "" && !slices.Contains(lijst, waarde) {
		z.weiger("onbekende-waarde", plaats, nil, "Kies een waarde uit de lijst.")
	}
}

// neemOver zet de weigeringen van het recht bij een veld van het formulier, behalve wat er al staat.
func (z *zaak) neemOver(w []begrip.Weigering, plaats string) {
	for _, x := range w {
		if slices.ContainsFunc(z.weigeringen, func(al begrip.Weigering) bool { return al.Code == x.Code && al.Plaats == plaats }) {
			continue
		}
		x.Plaats = plaats
		z.weigeringen = append(z.weigeringen, x)
	}
}

// feit voegt een gebeurtenis toe en geeft haar kenmerk.
func (z *zaak) feit(f dossier.Feit) string {
	n := z.d.Aantal + len(z.uit) + 1
	id := "f" + strconv.Itoa(n)
	for z.d.Kent(id) { // een bestand van elders kan zelf al zo'n kenmerk gebruiken
		id += "a"
	}
	bron := z.v.Bron
	if bron == "" {
		bron = "balie"
	}
	g := dossier.Gebeurtenis{Nummer: n, Vorm: dossier.HuidigeVorm, ID: id, GeldigOp: z.v.Dag,
		Wie: z.v.Wie, Rol: z.v.Rol, Bron: bron, Feit: f}
	if v := z.v.vandaag(); v != z.v.Dag {
		g.BekendOp = v
	}
	z.uit = append(z.uit, g)
	return id
}

// straks is de stand met de nieuwe gebeurtenissen erbij.
func (z *zaak) straks() *dossier.Dossier { return z.d.Met(z.uit...) }

// antwoord vraagt het recht naar de stand met de nieuwe gebeurtenissen.
func (z *zaak) antwoord() *recht.Antwoord { return recht.Reken(z.straks(), z.r) }

// verantwoord geeft het besluit met zijn verantwoording, of de weigeringen als die er zijn.
// Over is het kenmerk van het feit dat het besluit vastlegt, a het antwoord waarmee is beslist.
func (z *zaak) verantwoord(wat, over string, a *recht.Antwoord) (Besluit, []begrip.Weigering) {
	if len(z.weigeringen) > 0 {
		return Besluit{}, z.weigeringen
	}
	stuk, err := Verantwoord(wat, z.v.Programma, z.d, a)
	if err != nil { // tekst, getallen en lijsten daarvan kunnen altijd
		panic("besluit: " + err.Error())
	}
	z.feit(&dossier.BesluitGenomen{Wat: wat, Over: over, Verantwoording: stuk})
	return Besluit{Gebeurtenissen: z.uit, Verantwoording: stuk}, nil
}

// klaar geeft het besluit, of de weigeringen als die er zijn.
func (z *zaak) klaar() (Besluit, []begrip.Weigering) {
	if len(z.weigeringen) > 0 {
		return Besluit{}, z.weigeringen
	}
	return Besluit{Gebeurtenissen: z.uit}, nil
}
