; The set-up for one user, without an administrator: `python3 run.py windows setup`.
; makensis -DSOURCE=dist/kiosk -DOUT=setup.exe -DVERSION=0.1.0 -DICON=kiosk.ico kiosk.nsi
Unicode true
Target amd64-unicode
ManifestDPIAware true
!ifdef QUICK
SetCompressor zlib
!else
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif
!include MUI2.nsh
!include FileFunc.nsh

Name "$(APP)"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Kiosk"
InstallDirRegKey HKCU "Software\Kiosk" "Folder"
BrandingText "$(APP) ${VERSION}"

!define MAKER "The makers of the check-in desk"
!define UNINST "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kiosk"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\kiosk.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Korean"
!insertmacro MUI_LANGUAGE "English"

VIProductVersion "${VERSION}.0"
!macro Properties LANGUAGE NAME
VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${NAME}"
VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${NAME}"
VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "${MAKER}"
VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "Apache License 2.0"
!macroend
!insertmacro Properties ${LANG_KOREAN} "체크인 접수대"
!insertmacro Properties ${LANG_ENGLISH} "Check-in desk"

LangString APP ${LANG_KOREAN} "체크인 접수대"
LangString APP ${LANG_ENGLISH} "Check-in desk"
LangString KIND ${LANG_KOREAN} "체크인 행사 파일"
LangString KIND ${LANG_ENGLISH} "Check-in event"
LangString RUNNING ${LANG_KOREAN} "체크인 접수대가 실행 중입니다. 프로그램을 닫은 뒤 다시 실행해 주세요."
LangString RUNNING ${LANG_ENGLISH} "The check-in desk is running. Close it, then start this again."

; A program that runs keeps its own file from being opened for writing.
!macro RefuseWhileRunning UN
Function ${UN}RefuseWhileRunning
  Push $0
  Push $1
  StrCpy $1 "kiosk.exe"
  look:
  IfFileExists "$INSTDIR\$1" 0 next
    ClearErrors
    FileOpen $0 "$INSTDIR\$1" a
    IfErrors 0 free
      MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
      SetErrorLevel 5
      Quit
    free:
    FileClose $0
  next:
  StrCmp $1 "kiosk-cli.exe" done
  StrCpy $1 "kiosk-cli.exe"
  Goto look
  done:
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

Section
  Call RefuseWhileRunning
  RMDir /r "$INSTDIR\_internal"  ; of an older version
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Delete "$SMPROGRAMS\체크인 접수대.lnk"
  Delete "$SMPROGRAMS\Check-in desk.lnk"
  CreateShortcut "$SMPROGRAMS\$(APP).lnk" "$INSTDIR\kiosk.exe"
  WriteRegStr HKCU "Software\Kiosk" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.kiosk" "" "Kiosk.Event"
  WriteRegStr HKCU "Software\Classes\Kiosk.Event" "" "$(KIND)"
  WriteRegStr HKCU "Software\Classes\Kiosk.Event\DefaultIcon" "" "$INSTDIR\kiosk.exe,0"
  WriteRegStr HKCU "Software\Classes\Kiosk.Event\shell\open\command" "" '"$INSTDIR\kiosk.exe" open "%1"'
  WriteRegStr HKCU "${UNINST}" "DisplayName" "$(APP)"
  WriteRegStr HKCU "${UNINST}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINST}" "DisplayIcon" "$INSTDIR\kiosk.exe"
  WriteRegStr HKCU "${UNINST}" "Publisher" "${MAKER}"
  WriteRegStr HKCU "${UNINST}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINST}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINST}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINST}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINST}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINST}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
  Call un.RefuseWhileRunning
  ; Only what was brought: events, settings and copies stay.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\kiosk.exe"
  Delete "$INSTDIR\kiosk-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\체크인 접수대.lnk"
  Delete "$SMPROGRAMS\Check-in desk.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.kiosk" ""
  StrCmp $0 "Kiosk.Event" 0 +2
    DeleteRegKey HKCU "Software\Classes\.kiosk"
  DeleteRegKey HKCU "Software\Classes\Kiosk.Event"
  DeleteRegKey HKCU "${UNINST}"
  DeleteRegKey HKCU "Software\Kiosk"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
