package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// De codes waarmee een boete wordt geweigerd.
const (
	GeenVerwijt              = "geen-verwijt"
	BijstandVerlaagd         = "bijstand-verlaagd"
	GrondslagParticipatiewet = "grondslag-participatiewet"
	Verjaard                 = "verjaard"
	EerstWaarschuwen         = "eerst-waarschuwen"
	MaximumBereikt           = "maximum-bereikt"
	GeenRuimte               = "geen-ruimte"
	AlBeboet                 = "al-beboet"
	Samenloop                = "samenloop"
	ToetsNegatief            = "juridische-toets"
	Afgezien                 = "afgezien"
	GeenRecht                = "geen-recht"
	boeteDoelgroep           = "verkeerde-doelgroep"
	boeteOverleden           = "overleden"
	boetePlichtGeeindigd     = "plicht-geeindigd"
	boeteGeenVerordening     = "geen-verordening"
)

// De eisen: wat er voor een besluit nog moet gebeuren of wat een mens nog moet wegen.
const (
	EisRapport          = "rapport"
	EisZienswijze       = "zienswijze-gevraagd"
	EisAndereBeslisser  = "andere-beslisser"
	EisCautie           = "cautie"
	EisJuridischeToets  = "juridische-toets"
	EisAfstemmen        = "afstemmen"
	EisDringendeRedenen = "dringende-redenen"
)

var boetezinnen = map[string]string{
	GeenVerwijt:              "De persoon treft geen verwijt; dan is er geen boete.",
	BijstandVerlaagd:         "De bijstand is voor dezelfde gedraging al verlaagd.",
	GrondslagParticipatiewet: "De verplichting rust op de Participatiewet; daarvoor is er geen boete voor inburgering.",
	Verjaard:                 "De termijn om een boete op te leggen is voorbij.",
	EerstWaarschuwen:         "Bij de brede intake komt eerst een schriftelijke waarschuwing.",
	MaximumBereikt:           "Voor de brede intake zijn al zoveel boetes opgelegd als er mogen.",
	GeenRuimte:               "Het maximum voor alle boetes in deze termijn is bereikt.",
	AlBeboet:                 "Voor deze overtreding is al een boete opgelegd.",
	Samenloop:                "De bijstand kan voor dezelfde gedraging worden verlaagd.",
	ToetsNegatief:            "De juridische toets zegt dat een boete niet is toegestaan.",
	Afgezien:                 "De gemeente heeft van deze boete afgezien.",
	GeenRecht:                "Op de dag van de constatering gold deze regel niet.",
	boeteDoelgroep:           "Deze verplichting geldt niet voor de doelgroep van deze persoon.",
	boeteOverleden:           "De persoon is overleden.",
	boetePlichtGeeindigd:     "De overtreding is geconstateerd na het einde van de inburgeringsplicht.",
	boeteGeenVerordening:     "De gemeente heeft voor deze boete geen verordening.",
}

// weiger noemt een reden die het bedrag op nul zet.
func (k *boeterekening) weiger(code string, grond *begrip.Vindplaats) {
	k.stop = true
	k.b.Bedrag = 0
	k.weigerZacht(code, grond)
}

// weigerZacht noemt een reden die de cijfers laat staan.
func (k *boeterekening) weigerZacht(code string, grond *begrip.Vindplaats) {
	k.b.Weigering = append(k.b.Weigering, begrip.Weigering{Code: code, Zin: boetezinnen[code], Grond: grond})
	k.bron(grond)
}

// belemmeringen noemt alles wat een boete tegenhoudt, los van trede en bedrag.
//
// wet: awb#art-5-41
// wet: awb#art-5-42
// wet: wi2021#art-27
// wet: awb#art-5-50-lid-2
func (k *boeterekening) belemmeringen() {
	if k.z.f.Grondslag == dossier.GrondslagParticipatiewet {
		k.weiger(GrondslagParticipatiewet, bronPW18)
	}
	if k.z.f.Verwijtbaarheid == dossier.GeenVerwijt {
		k.weiger(GeenVerwijt, bronAwb541)
	}
	k.bijstand()
	k.einde()
	k.verjaring()
	if k.heeft(func(f dossier.Feit) bool { _, ok := f.(*dossier.VanBoeteAfgezien); return ok }) {
		k.weiger(Afgezien, bronAwb550)
	}
	if toets := k.toets(); toets == dossier.NietToegestaan {
		k.weiger(ToetsNegatief, bronKeren)
	}
}

// bijstand weegt de samenloop. Onder Wi2021 telt alleen dat de bijstand is verlaagd; onder
// Wi2007 houdt ook tegen dat zij kan worden verlaagd.
//
// wet: wi2021#art-27
func (k *boeterekening) bijstand() {
	verlaagd := k.heeft(func(f dossier.Feit) bool { _, ok := f.(*dossier.BijstandVerlaagd); return ok })
	verlaagbaar := k.heeft(func(f dossier.Feit) bool { _, ok := f.(*dossier.BijstandVerlaagbaar); return ok })
	if verlaagd {
		k.weiger(BijstandVerlaagd, k.samenloopgrond())
	}
	if !verlaagd && !verlaagbaar {
		return
	}
	if w, ok := k.r.Waarde(wetten.SamenloopVerlaagbaar, k.dag); ok && w.Tekst == "ja" {
		k.weiger(Samenloop, w.Grond)
	}
}

func (k *boeterekening) samenloopgrond() *begrip.Vindplaats {
	if k.z.soort == boeteWi2007 {
		return bronWi200737
	}
	return bronWi27
}

// einde weegt overlijden en het einde van de plicht. Na het overlijden komt er geen boete;
// na het einde van de plicht alleen nog voor wat eerder is geconstateerd, of voor wat is
// geconstateerd nadat zij opnieuw was ontstaan.
//
// wet: awb#art-5-42
func (k *boeterekening) einde() {
	overleden, geeindigd := false, false
	for _, g := range k.plicht {
		switch f := g.Feit.(type) {
		case *dossier.Overleden:
			overleden = overleden || g.GeldigOp <= k.op
		case *dossier.PlichtGeeindigd:
			geeindigd = geeindigd || g.GeldigOp < k.dag
		case *dossier.Vrijstelling:
			geeindigd = geeindigd || (f.Omvang == dossier.Geheel && g.GeldigOp < k.dag)
		case *dossier.Ontheffing:
			geeindigd = geeindigd || (f.Omvang == dossier.Geheel && g.GeldigOp < k.dag)
		case *dossier.PlichtOntstaan:
			geeindigd = geeindigd && g.GeldigOp > k.dag
		}
	}
	if overleden {
		k.weiger(boeteOverleden, bronAwb542)
	}
	if geeindigd {
		k.weiger(boetePlichtGeeindigd, k.b.Grond)
	}
}

// verjaring weigert als de laatste dag voorbij is en de termijn niet stilstaat. Voor een
// boete die er is telt wat er vóór haar dag was: bezwaar tegen haarzelf maakt haar niet op tijd.
//
// wet: awb#art-5-45
func (k *boeterekening) verjaring() {
	tot := k.op
	if k.z.staat(k.d.Peil) > 0 {
		tot--
	}
	laatste, opgeschort, w, ok := k.z.verjaring(k.r, tot)
	if ok && !opgeschort && laatste < k.op {
		k.weiger(Verjaard, w.Grond)
	}
}

// heeft zegt of er op de beslisdag zo'n feit over deze overtreding was.
func (k *boeterekening) heeft(is func(dossier.Feit) bool) bool {
	for _, g := range k.z.feiten {
		if g.GeldigOp <= k.op && is(g.Feit) {
			return true
		}
	}
	return false
}

// toets geeft de uitkomst van de laatste juridische toets; leeg als zij er niet is.
func (k *boeterekening) toets() dossier.Toetsuitkomst {
	uit := dossier.Toetsuitkomst("")
	for _, g := range k.z.feiten {
		if f, ok := g.Feit.(*dossier.JuridischeToets); ok && g.GeldigOp <= k.op {
			uit = f.Uitkomst
		}
	}
	return uit
}

// doelgroep weegt of de verplichting voor deze groep geldt. De intensiteit van de leerroute
// kan alleen bij een asielstatushouder worden afgedwongen; beslissend is de groep op de dag
// van constateren.
//
// wet: wi2021#art-15-lid-2
// wet: wi2021#art-23-lid-1
func (k *boeterekening) doelgroep() {
	switch {
	case k.groep == "":
		k.vraag("persoon.doelgroep", bronWi23)
	case k.z.f.Gedraging == dossier.LeerrouteIntensiteit && k.groep != begrip.Asielstatushouder:
		k.weiger(boeteDoelgroep, bronWi152)
	}
}

// gewaarschuwd zegt of er voor de gedraging al schriftelijk was gewaarschuwd voor de brede
// intake. Op dezelfde dag beslist de volgorde van vastleggen.
//
// wet: wi2021#art-14-lid-1
func (k *boeterekening) gewaarschuwd() bool {
	if k.eersteWaarschuwing < 0 {
		return false
	}
	g, gepleegd := k.d.Feiten[k.eersteWaarschuwing], k.z.gepleegd()
	if g.GeldigOp > gepleegd || (g.GeldigOp == gepleegd && k.eersteWaarschuwing > k.z.plek) {
		return false
	}
	k.stapDag("boete.gewaarschuwd", g.GeldigOp, g, bronWi14)
	return true
}

// aantalIntake telt de boetes van art. 22 die voor andere overtredingen staan.
//
// wet: wi2021#art-22-lid-3
func (k *boeterekening) aantalIntake() int64 {
	n := int64(0)
	for _, i := range k.beboet {
		if v := &k.zaken[i]; v != k.z && v.soort == boeteIntake && v.staat(k.op) > 0 {
			n++
		}
	}
	return n
}

// eisen noemt wat er voor het besluit nog moet gebeuren.
//
// wet: awb#art-5-48
// wet: awb#art-5-53-lid-2
// wet: awb#art-5-53-lid-3
// wet: awb#art-10-3-lid-4
// wet: awb#art-5-10a
func (k *boeterekening) eisen() {
	var rapport, gevraagd, mondeling, cautie, zelfde bool
	for _, g := range k.z.feiten {
		if g.GeldigOp > k.op {
			continue
		}
		switch f := g.Feit.(type) {
		case *dossier.Rapport:
			rapport = true
			zelfde = zelfde || (k.z.boete != nil && g.Wie != "" && g.Wie == k.z.boete.Wie)
		case *dossier.ZienswijzeGevraagd:
			gevraagd = true
		case *dossier.Zienswijze:
			mondeling = mondeling || f.Mondeling.Of(false)
		case *dossier.Cautie:
			cautie = true
		}
	}
	zwaar := k.z.zwaar
	k.eis(zwaar && !rapport, EisRapport, bronAwb553)
	k.eis(zwaar && !gevraagd, EisZienswijze, bronAwb553)
	k.eis(zwaar && zelfde, EisAndereBeslisser, bronAwb103)
	k.eis(mondeling && !cautie, EisCautie, bronAwb510a)
	k.eisToets()
}

// eisToets vraagt bij een asielstatushouder een juridische toets, sinds het arrest van het
// Hof van 4 februari 2025 (C-158/23). De toets zelf doet een mens.
func (k *boeterekening) eisToets() {
	switch k.groep {
	case begrip.Asielstatushouder:
		w, ok := k.r.Waarde(wetten.BoeteAsielstatushouder, k.op)
		k.eis(ok && w.Tekst == EisJuridischeToets && k.toets() == "", EisJuridischeToets, w.Grond)
	case "":
		if k.z.soort == boeteIntake {
			k.vraag("persoon.doelgroep", bronWi22)
		}
	}
}

func (k *boeterekening) eis(nodig bool, naam string, grond *begrip.Vindplaats) {
	if nodig {
		k.b.Eisen = append(k.b.Eisen, naam)
		k.stap(eisStap(naam), 1, begrip.JaNee, nil, grond)
	}
}

// eisStap geeft bij elke eis het kenmerk van haar stap.
func eisStap(eis string) string {
	switch eis {
	case EisRapport:
		return "boete.eis-rapport"
	case EisZienswijze:
		return "boete.eis-zienswijze"
	case EisAndereBeslisser:
		return "boete.eis-andere-beslisser"
	case EisCautie:
		return "boete.eis-cautie"
	case EisJuridischeToets:
		return "boete.eis-juridische-toets"
	case EisAfstemmen:
		return "boete.eis-afstemmen"
	}
	return "boete.eis-dringende-redenen"
}
